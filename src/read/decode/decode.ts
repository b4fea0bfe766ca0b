import { charsetOfContentType, charsetOfDeclaration } from './charset-label.ts';
import { type CharsetScore, scoreCharset } from './charset-score.ts';

export type DecodedText = {
  readonly text: string;
  /** By its name in the Encoding Standard: `utf-8`, `shift_jis`. */
  readonly charset: string;
};

/** Enough text to judge an encoding by. */
const SAMPLE_BYTES = 200_000;

/** A document whose first bytes are markup shows its zero bytes here. */
const UTF16_SAMPLE_BYTES = 200;

/** A wrong guess breaks every second character; a right one breaks where the document itself is damaged. */
const MOST_BROKEN = 0.1;

/** The least score at which unlabelled bytes, or bytes labelled as Latin-1, are taken for Japanese. */
const CONVINCING = 0.7;

/**
 * Turns a document's bytes into text: byte-order mark, else UTF-8 that holds together, else ISO-2022-JP escapes,
 * else what HTTP or XML declares where that makes sense, else whichever of Shift_JIS and EUC-JP reads as Japanese.
 * Declarations are the last witness since outlets' declarations lie more often than bytes do. Never fails.
 */
export const decode = (bytes: Uint8Array, contentType: string | undefined): DecodedText => {
  const wide = charsetOfMark(bytes) ?? charsetOfZeros(bytes);
  if (wide !== undefined) return decodeAs(wide, bytes);
  const utf8 = decodeAs('utf-8', bytes);
  if (hasEscapes(utf8.text)) return decodeAs('iso-2022-jp', bytes);
  if (holdsTogether(utf8.text)) return utf8;
  return decodeAs(charsetOfWords(bytes, contentType), bytes);
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

/** UTF-16 without a mark: in markup every second byte is zero. */
const charsetOfZeros = (bytes: Uint8Array): string | undefined => {
  const head = bytes.subarray(0, UTF16_SAMPLE_BYTES);
  if (!head.includes(0)) return undefined;
  const zerosAt = (remainder: number) =>
    head.filter((byte, index) => byte === 0 && index % 2 === remainder).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (Math.max(even, odd) < head.length / 8) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
};

/** UTF-8 with a broken byte or a cut end is still UTF-8: no other encoding makes so many whole sequences. */
const holdsTogether = (text: string): boolean => {
  if (!text.includes('\ufffd')) return true;
  const sample = text.slice(0, SAMPLE_BYTES);
  const broken = sample.match(/\ufffd+/g)?.length ?? 0;
  const whole = sample.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  return whole > 4 * broken || broken === 0;
};

const ESCAPE = '\x1b';

/** ISO-2022-JP (RFC 1468) is ASCII with escapes that change its meaning. */
const hasEscapes = (text: string): boolean =>
  ['$B', '$@', '(I', '(J'].some((change) => text.includes(ESCAPE + change)) && !BEYOND_ASCII.test(text);

const BEYOND_ASCII = /[\u0080-\uffff]/;

const charsetOfWords = (bytes: Uint8Array, contentType: string | undefined): string => {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const inHttp = charsetOfContentType(contentType);
  const inXml = charsetOfDeclaration(new TextDecoder('latin1').decode(bytes.subarray(0, 1000)));
  const declared = [inHttp, inXml].filter((name) => name !== undefined && !name.startsWith('utf-'));
  const score = (charset: string): CharsetScore => scoreCharset(new TextDecoder(charset).decode(sample));
  for (const charset of declared) {
    if (charset === undefined || isSingleByte(charset)) continue;
    const { japanese, broken } = score(charset);
    if (broken < MOST_BROKEN && japanese > 0) return charset;
  }
  const [shiftJis, eucJp] = [score('shift_jis'), score('euc-jp')];
  const [guess, found] = shiftJis.japanese >= eucJp.japanese ? ['shift_jis', shiftJis] : ['euc-jp', eucJp];
  if (found.japanese > CONVINCING) return guess;
  // Servers say ISO-8859-1 of everything; a document says what it knows.
  const [first, second] = declared;
  if (first === 'windows-1252' && second !== undefined) return second;
  return first ?? (found.broken < MOST_BROKEN && found.japanese > 0 ? guess : 'windows-1252');
};

const isSingleByte = (charset: string): boolean =>
  !['shift_jis', 'euc-jp', 'iso-2022-jp', 'gbk', 'gb18030', 'big5', 'euc-kr'].includes(charset);
