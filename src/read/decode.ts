type DecodedText = {
  readonly text: string;
  /** The name of the encoding in the Encoding Standard, such as `shift_jis`. */
  readonly charset: string;
};

/** Length of the sample from which the encoding is chosen, in bytes or characters. */
const SAMPLE_BYTES = 200_000;

/**
 * Maximum number of bytes that are searched for the zero bytes of UTF-16. A document begins with markup, so few bytes
 * are enough.
 */
const UTF16_SAMPLE_BYTES = 200;

/** Share of impossible characters, 0 to 1, from which an encoding is implausible. */
const MAX_BROKEN_SHARE = 0.1;

/**
 * Score (-3 to 2) above which a guessed Japanese encoding replaces a declared one that the text does not confirm.
 * Without a declared encoding, a lower score is enough.
 */
const MIN_JAPANESE_SCORE = 0.7;

/**
 * Decodes a document's bytes; never fails. UTF-16, ISO-2022-JP and UTF-8 are recognised before any declaration is read,
 * because outlets often declare wrong encodings.
 */
export const decode = (bytes: Uint8Array, contentType: string | undefined): DecodedText => {
  const wide = charsetOfMark(bytes) ?? charsetOfZeros(bytes);
  if (wide !== undefined) return decodeAs(wide, bytes);
  const utf8 = decodeAs('utf-8', bytes);
  if (hasEscapes(utf8.text)) return decodeAs('iso-2022-jp', bytes);
  if (isMostlyUtf8(utf8.text)) return utf8;
  return decodeAs(declaredOrGuessedCharset(bytes, contentType), bytes);
};

const decodeAs = (charset: string, bytes: Uint8Array): DecodedText => ({
  text: new TextDecoder(charset).decode(bytes),
  charset,
});

const charsetOfMark = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
};

/** Recognises UTF-16 without a byte-order mark, in which every second byte of markup is zero. */
const charsetOfZeros = (bytes: Uint8Array): string | undefined => {
  const head = bytes.subarray(0, UTF16_SAMPLE_BYTES);
  if (!head.includes(0)) return undefined;
  const zerosAt = (remainder: number) =>
    head.filter((byte, index) => byte === 0 && index % 2 === remainder).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (Math.max(even, odd) < head.length / 8) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
};

/** Returns whether text decoded as UTF-8 is mostly unbroken. Text in another encoding is hardly ever valid UTF-8. */
const isMostlyUtf8 = (text: string): boolean => {
  if (!text.includes('\ufffd')) return true;
  const sample = text.slice(0, SAMPLE_BYTES);
  const broken = count(sample, /\ufffd+/g);
  const whole = count(sample, /[^\0-\x7f\ufffd]/g);
  return whole > 4 * broken || broken === 0;
};

/**
 * Returns whether a text is ISO-2022-JP (RFC 1468): ASCII with escapes that switch the character set. Most Japanese runs
 * must end with another escape, before any space: a single escape does not make an ASCII document Japanese.
 */
const hasEscapes = (text: string): boolean => {
  const start = text.indexOf(ESCAPE);
  if (start === -1 || BEYOND_ASCII.test(text)) return false;
  const runs = text.slice(start + 1, start + SAMPLE_BYTES).split(ESCAPE);
  const ended = runs.slice(0, -1).filter((run) => ENDED_RUN.test(run));
  return 2 * ended.length > runs.filter((run) => JAPANESE_RUN.test(run)).length;
};

const ESCAPE = '\x1b';
/** Matches what follows the first character of an escape for kanji or half-width kana. */
const JAPANESE_RUN = /^(?:\$[@B]|\(I)/;
/** Matches a run without a space. Its escape may also be that of JIS Roman, `ESC ( J`. */
const ENDED_RUN = /^(?:\$[@B]|\([IJ])[!-~]*$/;

const BEYOND_ASCII = /[\u0080-\uffff]/;

const declaredOrGuessedCharset = (bytes: Uint8Array, contentType: string | undefined): string => {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const inHttp = charsetOfContentType(contentType);
  const inXml = charsetOfDeclaration(new TextDecoder('latin1').decode(bytes.subarray(0, 1000)));
  const declared = [inHttp, inXml].filter((name) => name !== undefined && !name.startsWith('utf-'));
  const score = (charset: string): CharsetScore => scoreCharset(new TextDecoder(charset).decode(sample));
  for (const charset of declared) {
    if (charset === undefined || isSingleByte(charset)) continue;
    const { japanese, broken } = score(charset);
    if (broken < MAX_BROKEN_SHARE && japanese > 0) return charset;
  }
  const [shiftJis, eucJp] = [score('shift_jis'), score('euc-jp')];
  const [guess, found] = shiftJis.japanese >= eucJp.japanese ? ['shift_jis', shiftJis] : ['euc-jp', eucJp];
  if (found.japanese > MIN_JAPANESE_SCORE) return guess;
  // Many servers declare ISO-8859-1 by default; the document's own declaration is more reliable.
  const [first, second] = declared;
  if (first === 'windows-1252' && second !== undefined) return second;
  return first ?? (found.broken < MAX_BROKEN_SHARE && found.japanese > 0 ? guess : 'windows-1252');
};

const isSingleByte = (charset: string): boolean =>
  !['shift_jis', 'euc-jp', 'iso-2022-jp', 'gbk', 'gb18030', 'big5', 'euc-kr'].includes(charset);

/** Usual names of Japanese encodings that the Encoding Standard does not list. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cp932: 'shift_jis',
    'shift_jis-2004': 'shift_jis',
    shift_jisx0213: 'shift_jis',
    eucjp: 'euc-jp',
    euc_jp: 'euc-jp',
    'eucjp-ms': 'euc-jp',
    'eucjp-win': 'euc-jp',
    cp51932: 'euc-jp',
    // If a byte outside ASCII prevents recognition by the escapes, these names decide.
    jis: 'iso-2022-jp',
    cp50220: 'iso-2022-jp',
    cp50221: 'iso-2022-jp',
  }),
);

/** Reads the encoding that a `Content-Type` names (RFC 9110 §8.3.2); undefined without a known name. */
const charsetOfContentType = (contentType: string | undefined): string | undefined =>
  encodingOf(/charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1]);

/** Reads the encoding that an XML declaration names (XML 1.0 §4.3.3); undefined without a known name. */
const charsetOfDeclaration = (head: string): string | undefined =>
  encodingOf(/<\?xml\s[^>]*?encoding\s*=\s*["']?([^\s"'?>]+)/i.exec(head)?.[1]);

const encodingOf = (label: string | undefined): string | undefined => {
  if (label === undefined) return undefined;
  const name = label.toLowerCase();
  try {
    return new TextDecoder(ALIASES.get(name) ?? name).encoding;
  } catch {
    // An unknown name is treated as no declaration.
    return undefined;
  }
};

type CharsetScore = {
  /** Score from -3 (only impossible characters) to 2 (only full-width kana); 0 for a text of ASCII only. */
  readonly japanese: number;
  /** The share of impossible characters among the characters outside ASCII, 0 to 1. */
  readonly broken: number;
};

const HIRAGANA_OR_KATAKANA = /[\u3041-\u30ff、。「」]/g;
const IDEOGRAPH = /[\u4e00-\u9fff]/g;
// EUC-JP decoded as Shift_JIS has long runs of these half-width kana.
const HALF_WIDTH_KANA = /[\uff61-\uff9f]/g;
const IMPOSSIBLE = /[\ufffd\u0080-\u009f\ue000-\uf8ff]/g;

const NOT_ASCII = /[^\0-\x7f]/g;

/** Scores a trial decoding by its characters. Full-width kana earn most points, because Japanese prose has them. */
const scoreCharset = (text: string): CharsetScore => {
  const all = count(text, NOT_ASCII);
  if (all === 0) return { japanese: 0, broken: 0 };
  const impossible = count(text, IMPOSSIBLE);
  const points =
    2 * count(text, HIRAGANA_OR_KATAKANA) +
    0.5 * count(text, IDEOGRAPH) -
    count(text, HALF_WIDTH_KANA) -
    3 * impossible;
  return { japanese: points / all, broken: impossible / all };
};

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
