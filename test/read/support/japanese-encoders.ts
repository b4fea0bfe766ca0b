/** Encoders made by asking the platform's decoders what every byte sequence means. */

type Table = ReadonlyMap<string, readonly number[]>;

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const pairs = (firsts: readonly number[], seconds: readonly number[]): readonly (readonly number[])[] =>
  firsts.flatMap((first) => seconds.map((second) => [first, second]));

const invert = (label: string, sequences: readonly (readonly number[])[]): Table => {
  const decoder = new TextDecoder(label);
  const table = new Map<string, readonly number[]>();
  for (const bytes of sequences) {
    const text = decoder.decode(Uint8Array.from(bytes));
    const isOneCharacter = Array.from(text).length === 1 && text !== '\ufffd';
    if (isOneCharacter && !table.has(text)) table.set(text, bytes);
  }
  return table;
};

const ASCII = range(0x00, 0x7f).map((byte) => [byte]);

const SHIFT_JIS = invert('shift_jis', [
  ...ASCII,
  ...range(0xa1, 0xdf).map((byte) => [byte]),
  ...pairs([...range(0x81, 0x9f), ...range(0xe0, 0xfc)], [...range(0x40, 0x7e), ...range(0x80, 0xfc)]),
]);

const EUC_JP = invert('euc-jp', [
  ...ASCII,
  ...pairs([0x8e], range(0xa1, 0xdf)),
  ...pairs(range(0xa1, 0xfe), range(0xa1, 0xfe)),
]);

const bytesOf = (table: Table, character: string): readonly number[] => {
  const bytes = table.get(character);
  if (bytes === undefined) throw new Error(`No bytes for ${character}`);
  return bytes;
};

const encodeBy = (table: Table, text: string): Uint8Array =>
  Uint8Array.from(Array.from(text).flatMap((character) => bytesOf(table, character)));

/** Shift_JIS with the NEC and IBM rows, as Windows writes it. */
export const encodeShiftJis = (text: string): Uint8Array => encodeBy(SHIFT_JIS, text);

export const encodeEucJp = (text: string): Uint8Array => encodeBy(EUC_JP, text);

const ESCAPE = { ascii: [0x1b, 0x28, 0x42], kana: [0x1b, 0x28, 0x49], kanji: [0x1b, 0x24, 0x42] };

/** ISO-2022-JP, half-width kana by the escape `ESC ( I` of its extension. */
export const encodeIso2022Jp = (text: string): Uint8Array => {
  const bytes: number[] = [];
  let set: keyof typeof ESCAPE = 'ascii';
  const write = (next: keyof typeof ESCAPE, encoded: readonly number[]): void => {
    if (next !== set) bytes.push(...ESCAPE[next]);
    set = next;
    bytes.push(...encoded);
  };
  for (const character of text) {
    const encoded = bytesOf(EUC_JP, character);
    if (encoded.length === 1) write('ascii', encoded);
    else if (encoded[0] === 0x8e) write('kana', encoded.slice(1).map(withoutHighBit));
    else write('kanji', encoded.map(withoutHighBit));
  }
  write('ascii', []);
  return Uint8Array.from(bytes);
};

const withoutHighBit = (byte: number): number => byte & 0x7f;

export const encodeUtf16 = (text: string, order: 'little' | 'big'): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(index * 2, text.charCodeAt(index), order === 'little');
  }
  return bytes;
};
