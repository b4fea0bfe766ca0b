import { describe, expect, test } from 'vitest';
import { decode } from '../../src/read/decode.ts';

/** 日本経済のニュース in three encodings. */
const TEXT = '日本経済のニュース';
const SHIFT_JIS = [
  0x93, 0xfa, 0x96, 0x7b, 0x8c, 0x6f, 0x8d, 0xcf, 0x82, 0xcc, 0x83, 0x6a, 0x83, 0x85, 0x81, 0x5b, 0x83, 0x58,
];
const EUC_JP = [
  0xc6, 0xfc, 0xcb, 0xdc, 0xb7, 0xd0, 0xba, 0xd1, 0xa4, 0xce, 0xa5, 0xcb, 0xa5, 0xe5, 0xa1, 0xbc, 0xa5, 0xb9,
];

const latin1 = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string): readonly number[] => [...new TextEncoder().encode(text)];
const bytes = (...parts: (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());

describe('bytes become text', () => {
  test('Shift_JIS is known by its kana where nothing declares it', () => {
    expect(decode(bytes(latin1('<rss>'), SHIFT_JIS), undefined)).toEqual({
      text: `<rss>${TEXT}`,
      charset: 'shift_jis',
    });
  });

  test('EUC-JP is known by its kana where nothing declares it', () => {
    expect(decode(bytes(latin1('<rss>'), EUC_JP), undefined)).toEqual({
      text: `<rss>${TEXT}`,
      charset: 'euc-jp',
    });
  });

  test.each([
    ['text/xml; charset=utf-8', 'UTF-8'],
    ['text/xml; charset=ISO-8859-1', 'ISO-8859-1'],
    ['text/xml; charset=Shift_JIS', 'Shift_JIS'],
    ['text/xml; charset=nonsense', 'x-nonsense'],
  ])('a body in EUC-JP is read right though HTTP says %s and XML %s', (contentType, label) => {
    const document = bytes(latin1(`<?xml version="1.0" encoding="${label}"?><rss>`), EUC_JP);
    expect(decode(document, contentType).text).toContain(TEXT);
  });

  test.each([
    ['cp932', 'shift_jis'],
    ['Shift_JIS-2004', 'shift_jis'],
    ['Shift_JISX0213', 'shift_jis'],
    ['eucjp', 'euc-jp'],
    ['euc_jp', 'euc-jp'],
    ['eucJP-ms', 'euc-jp'],
    ['eucJP-win', 'euc-jp'],
    ['cp51932', 'euc-jp'],
  ])('%s is a name of its encoding, where the bytes alone may be of another', (label, charset) => {
    const halfWidth = charset === 'euc-jp' ? [0x8e, 0xb1, 0x8e, 0xb2, 0x8e, 0xb3] : [0xb1, 0xb2, 0xb3];
    expect(decode(bytes(halfWidth), `text/xml; charset=${label}`)).toEqual({ text: 'ｱｲｳ', charset });
  });

  test('a declaration in single quotes counts', () => {
    const russian = bytes(latin1("<?xml version='1.0' encoding='koi8-r'?>"), [0xf2, 0xd5, 0xd3]);
    expect(decode(russian, undefined)).toMatchObject({
      charset: 'koi8-r',
      text: expect.stringContaining('Рус'),
    });
  });

  test('what a document says of itself goes before the ISO-8859-1 that servers say of everything', () => {
    const russian = bytes(latin1('<?xml version="1.0" encoding="windows-1251"?>'), [0xd0, 0xf3, 0xf1]);
    expect(decode(russian, 'text/xml; charset=iso-8859-1').text).toContain('Рус');
  });

  test('a broken byte in UTF-8 leaves the rest as it is', () => {
    expect(decode(bytes(utf8(TEXT), [0xff], utf8(TEXT)), undefined).text).toBe(`${TEXT}\ufffd${TEXT}`);
  });

  test('more than four whole characters to a broken one make a text UTF-8, whatever is declared', () => {
    const charsetOf = (text: string) =>
      decode(bytes(utf8(text), [0xff]), 'text/xml; charset=windows-1251').charset;
    expect([charsetOf('日本経済'), charsetOf('日本経済の')]).toEqual(['windows-1251', 'utf-8']);
  });

  test('a text that no encoding fits is Windows-1252, though it is declared as UTF-8', () => {
    const document = bytes(latin1('<rss>caf\xe9 au lait'));
    for (const contentType of [undefined, 'text/xml; charset=utf-8'])
      expect(decode(document, contentType)).toEqual({
        text: '<rss>café au lait',
        charset: 'windows-1252',
      });
  });

  test('kanji without kana are Japanese only if nothing is declared', () => {
    const kanji = bytes(latin1('<rss>'), SHIFT_JIS.slice(0, 8));
    expect(decode(kanji, undefined)).toEqual({ text: '<rss>日本経済', charset: 'shift_jis' });
    expect(decode(kanji, 'text/xml; charset=iso-8859-1').charset).toBe('windows-1252');
  });

  test.each([
    ['gb2312', 'gbk'],
    ['gb18030', 'gb18030'],
  ])('kana that are declared as %s are read as such, though EUC-JP has the same', (label, charset) => {
    expect(decode(bytes([0xa4, 0xce, 0xa4, 0xcf]), `text/xml; charset=${label}`)).toEqual({
      text: 'のは',
      charset,
    });
  });

  test('UTF-8 cut within a character stays UTF-8', () => {
    expect(decode(bytes(utf8(TEXT).slice(0, -1)), undefined).charset).toBe('utf-8');
  });

  test('escapes make ASCII bytes ISO-2022-JP', () => {
    const document = bytes([0x1b], latin1('$B'), [0x46, 0x7c, 0x4b, 0x5c], [0x1b], latin1('(B'));
    expect(decode(document, 'text/xml; charset=utf-8')).toEqual({ text: '日本', charset: 'iso-2022-jp' });
  });

  test.each([
    ['$@', [0x46, 0x7c], '日'],
    ['(I', [0x31], 'ｱ'],
    ['(J', [0x61], 'a'],
  ])('the escape %s alone makes it so too', (change, inside, text) => {
    const document = bytes([0x1b], latin1(change), inside, [0x1b], latin1('(B'));
    expect(decode(document, undefined)).toEqual({ text, charset: 'iso-2022-jp' });
  });

  test.each(['US$B (I, J) $@', '\x1b[1mbold'])('%j is ASCII, with half of an escape', (text) => {
    expect(decode(bytes(latin1(text)), undefined)).toEqual({ text, charset: 'utf-8' });
  });

  test.each(['$B', '$@', '(I', '(J'])('a single escape %s in a comment leaves it ASCII', (change) => {
    const text = `<rss><!-- \x1b${change} --><item><title>Kaku Denki opens a plant</title></item></rss>`;
    expect(decode(bytes(latin1(text)), undefined)).toEqual({ text, charset: 'utf-8' });
  });

  test('a title that is cut before its last escape leaves the others ISO-2022-JP', () => {
    const title = latin1('\x1b$BF|K\\');
    const document = [...title, ...latin1('\x1b(J\n'), ...title, ...latin1('\x1b(B\n'), ...title];
    expect(decode(bytes(document), undefined)).toEqual({ text: '日本\n日本\n日本', charset: 'iso-2022-jp' });
  });

  test.each(['ISO-2022-JP', 'JIS', 'cp50220', 'cp50221'])('%s stays so where a byte is damaged', (label) => {
    const japanese = bytes([0x1b], latin1('$B'), [0x46, 0x7c, 0x4b, 0x5c, 0x24, 0x4e], [0x1b], latin1('(B'));
    const document = bytes([...japanese], [0xb1]);
    expect(decode(document, `text/xml; charset=${label}`)).toEqual({
      text: '日本の\ufffd',
      charset: 'iso-2022-jp',
    });
  });

  test.each([
    // The score is 0.7, or just above it, by each kind of character.
    ['iso-8859-1', 'windows-1252', { kana: 2, kanji: 6, other: 2 }],
    ['iso-8859-1', 'shift_jis', { kana: 3, kanji: 6, other: 2 }],
    ['iso-8859-1', 'windows-1252', { kana: 5, halfWidth: 3, other: 2 }],
    ['iso-8859-1', 'shift_jis', { kana: 5, halfWidth: 2, other: 3 }],
    ['iso-8859-1', 'windows-1252', { kana: 5, impossible: 1, other: 4 }],
    ['iso-8859-1', 'shift_jis', { kana: 5, impossible: 1, other: 3 }],
    // Nothing is declared.
    [undefined, 'shift_jis', { kanji: 1, other: 9 }],
    [undefined, 'windows-1252', { halfWidth: 3 }],
    [undefined, 'windows-1252', { kanji: 8, impossible: 1 }],
    [undefined, 'shift_jis', { kanji: 10, impossible: 1 }],
  ] as const)('declared as %s, bytes are %s by their characters: %o', (label, charset, counts) => {
    const BYTES = { kana: [0x82, 0xcc], kanji: [0x93, 0xfa], halfWidth: [0xb1], impossible: [0xf0, 0x40] };
    const document = Object.entries(counts).flatMap(([kind, count]) =>
      Array.from({ length: count }, () => ({ ...BYTES, other: [0x82, 0x60] })[kind] ?? []),
    );
    const contentType = label === undefined ? undefined : `text/xml; charset=${label}`;
    expect(decode(bytes(document.flat()), contentType).charset).toBe(charset);
  });

  test.each([
    ['euc-kr', [0xaa, 0xa2], [0xa4, 0xa2]],
    ['big5', [], [0xa4, 0xa2]],
    ['iso-2022-jp', [0x82, 0xcc, 0x1b, 0x24, 0x42], [0x24, 0x4e]],
  ])(
    'a text that is declared as %s is read as such, though its bytes look Japanese',
    (label, first, rest) => {
      const document = bytes(first, Array.from({ length: 60 }, () => rest).flat());
      expect(decode(document, `text/xml; charset=${label}`).charset).toBe(label);
    },
  );

  test('less than a tenth of a text may be broken if it is declared', () => {
    const charsetOf = (kana: number) =>
      decode(bytes(Array.from({ length: kana }, () => [0xa4, 0xa2]).flat(), [0xff]), 'x; charset=gbk')
        .charset;
    expect([charsetOf(10), charsetOf(9)]).toEqual(['gbk', 'euc-jp']);
  });

  test('a declaration in XML is read in the first thousand bytes', () => {
    const declaration = '<?xml version="1.0" encoding="koi8-r';
    const charsetOf = (end: number) =>
      decode(bytes(latin1(`${declaration.padStart(end)}"?>`), [0xf2, 0xd5, 0xd3]), undefined).charset;
    expect([charsetOf(1000), charsetOf(1001)]).toEqual(['koi8-r', 'windows-1252']);
  });

  test('two hundred thousand bytes are enough to judge a text', () => {
    const charsetOf = (length: number, ...rest: number[]) =>
      decode(bytes(latin1('a'.repeat(length)), rest), undefined).charset;
    expect([charsetOf(199_998, 0x82, 0xcc), charsetOf(199_999, 0x82, 0xcc)]).toEqual([
      'shift_jis',
      'windows-1252',
    ]);
    expect([charsetOf(199_999, 0xff), charsetOf(200_000, 0xff)]).toEqual(['windows-1252', 'utf-8']);
  });

  test('the zeros of UTF-16 are counted in two hundred bytes', () => {
    const charsetOf = (...zeros: number[]) =>
      decode(
        Uint8Array.from({ length: 400 }, (_, at) => (zeros.includes(at) ? 0 : 0x61)),
        undefined,
      ).charset;
    const odd = (count: number) => Array.from({ length: count }, (_, n) => 2 * n + 1);
    expect([charsetOf(...odd(24), 199), charsetOf(...odd(24), 201)]).toEqual(['utf-16le', 'utf-8']);
  });

  test('UTF-16 without a mark is known by its zeros, in both orders', () => {
    const little = Uint8Array.from(latin1('<rss>a</rss>').flatMap((byte) => [byte, 0]));
    const big = Uint8Array.from(latin1('<rss>a</rss>').flatMap((byte) => [0, byte]));
    expect(decode(little, undefined)).toEqual({ text: '<rss>a</rss>', charset: 'utf-16le' });
    expect(decode(big, undefined)).toEqual({ text: '<rss>a</rss>', charset: 'utf-16be' });
  });

  test('a zero in eight bytes makes UTF-16, fewer are damage', () => {
    const charsetOf = (...zeros: number[]) =>
      decode(
        Uint8Array.from({ length: 16 }, (_, at) => (zeros.includes(at) ? 0 : 0x61)),
        undefined,
      ).charset;
    expect([charsetOf(1, 3), charsetOf(0, 2), charsetOf(1), charsetOf(0, 1)]).toEqual([
      'utf-16le',
      'utf-16be',
      'utf-8',
      'utf-8',
    ]);
  });
});
