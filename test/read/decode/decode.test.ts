import { describe, expect, test } from 'vitest';
import { decode } from '../../../src/read/decode/decode.ts';

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

  test('UTF-8 cut within a character stays UTF-8', () => {
    expect(decode(bytes(utf8(TEXT).slice(0, -1)), undefined).charset).toBe('utf-8');
  });

  test('escapes make ASCII bytes ISO-2022-JP', () => {
    const document = bytes([0x1b], latin1('$B'), [0x46, 0x7c, 0x4b, 0x5c], [0x1b], latin1('(B'));
    expect(decode(document, 'text/xml; charset=utf-8')).toEqual({ text: '日本', charset: 'iso-2022-jp' });
  });

  test.each(['ISO-2022-JP', 'JIS', 'cp50220', 'cp50221'])('%s stays so where a byte is damaged', (label) => {
    const japanese = bytes([0x1b], latin1('$B'), [0x46, 0x7c, 0x4b, 0x5c, 0x24, 0x4e], [0x1b], latin1('(B'));
    const document = bytes([...japanese], [0xb1]);
    expect(decode(document, `text/xml; charset=${label}`)).toEqual({
      text: '日本の\ufffd',
      charset: 'iso-2022-jp',
    });
  });

  test('UTF-16 without a mark is known by its zeros, in both orders', () => {
    const little = Uint8Array.from(latin1('<rss>a</rss>').flatMap((byte) => [byte, 0]));
    const big = Uint8Array.from(latin1('<rss>a</rss>').flatMap((byte) => [0, byte]));
    expect(decode(little, undefined)).toEqual({ text: '<rss>a</rss>', charset: 'utf-16le' });
    expect(decode(big, undefined)).toEqual({ text: '<rss>a</rss>', charset: 'utf-16be' });
  });
});
