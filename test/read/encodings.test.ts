import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/read/parse-feed.ts';
import { encodeEucJp, encodeIso2022Jp, encodeShiftJis, encodeUtf16 } from './support/japanese-encoders.ts';
import { WRITTEN_FORMATS, writeFeed } from './support/written-feeds.ts';

// NEC and IBM characters, the three that vendors' tables disagree on, and half-width kana.
const TITLE = '㈱髙﨑商店①期～売上高－前期∥ﾃﾝﾎﾟ増';
const BODY = '第②四半期の売上高は前年同期より5％増えた。ｺﾝﾋﾞﾆ向け。';
const FEED_TITLE = '経済ニュース㈲';

type Encoding = {
  readonly label: string;
  readonly encode: (text: string) => Uint8Array;
  /** A label of another encoding, for the cases where one of two labels is wrong. */
  readonly wrong: string;
  readonly mark?: readonly number[];
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const ENCODINGS: readonly Encoding[] = [
  { label: 'Shift_JIS', encode: encodeShiftJis, wrong: 'utf-8' },
  { label: 'Windows-31J', encode: encodeShiftJis, wrong: 'ISO-8859-1' },
  { label: 'x-sjis', encode: encodeShiftJis, wrong: 'EUC-JP' },
  { label: 'EUC-JP', encode: encodeEucJp, wrong: 'Shift_JIS' },
  { label: 'ISO-2022-JP', encode: encodeIso2022Jp, wrong: 'utf-8' },
  { label: 'UTF-8', encode: utf8, wrong: 'ISO-8859-1', mark: [0xef, 0xbb, 0xbf] },
  { label: 'UTF-16LE', encode: (text) => encodeUtf16(text, 'little'), wrong: 'utf-8', mark: [0xff, 0xfe] },
  { label: 'UTF-16BE', encode: (text) => encodeUtf16(text, 'big'), wrong: 'Shift_JIS', mark: [0xfe, 0xff] },
];

/** Where a label stands: in the XML declaration, in the HTTP header, or nowhere. */
const DECLARED: readonly { readonly where: string; readonly labels: (encoding: Encoding) => Labels }[] = [
  { where: 'declared in XML', labels: ({ label }) => ({ xml: label }) },
  { where: 'declared in HTTP', labels: ({ label }) => ({ http: label }) },
  { where: 'declared in both', labels: ({ label }) => ({ xml: label, http: label }) },
  { where: 'declared in neither', labels: () => ({}) },
  { where: 'wrong in HTTP', labels: ({ label, wrong }) => ({ xml: label, http: wrong }) },
  { where: 'wrong in XML', labels: ({ label, wrong }) => ({ xml: wrong, http: label }) },
];

type Labels = { readonly xml?: string; readonly http?: string };

const CASES = ENCODINGS.flatMap((encoding) =>
  DECLARED.flatMap(({ where, labels }) =>
    [undefined, ...(encoding.mark === undefined ? [] : [encoding.mark])].map((mark) => ({
      name: `${encoding.label}, ${where}${mark === undefined ? '' : ', with a byte-order mark'}`,
      encode: (text: string) => Uint8Array.from([...(mark ?? []), ...encoding.encode(text)]),
      ...labels(encoding),
    })),
  ),
);

describe.each(WRITTEN_FORMATS)('Japanese is read in %s', (format) => {
  test.each(CASES)('$name', async ({ encode, xml, http }) => {
    const declaration = `<?xml version="1.0"${xml === undefined ? '' : ` encoding="${xml}"`}?>`;
    const items = [{ title: TITLE, link: 'https://news.example.jp/a/1', body: BODY }];
    const result = await parseFeed(encode(writeFeed(format, { title: FEED_TITLE, items, declaration })), {
      url: 'https://news.example.jp/rss.xml',
      ...(http === undefined ? {} : { contentType: `application/xml; charset=${http}` }),
    });
    expect(result).toMatchObject({
      kind: 'parsed',
      feed: { title: FEED_TITLE, format },
      items: [{ title: TITLE, link: 'https://news.example.jp/a/1', summary: BODY }],
    });
  });
});
