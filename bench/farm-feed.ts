import { readLines } from '../learn/labelled-set.ts';
import { randomFrom } from './random-from.ts';

type FarmHeadline = { readonly title: string; readonly summary: string };

/** Files of headlines in ../shared, by language. */
const FILES = {
  ja: [
    'feeds/sections-ja.jsonl',
    'feeds/replay-ja-general.jsonl',
    'feeds/replay-ja-business.jsonl',
    'data/stream-ja.jsonl',
    ...['', '-b', '-c', '-d', '-e', '-f'].map((part) => `data/stories-ja${part}.jsonl`),
  ],
  en: ['feeds/replay-en-general.jsonl', 'data/stream-en.jsonl', 'data/stories-en.jsonl'],
} as const;

type FarmLanguage = keyof typeof FILES;

/** Reads the headlines of a language, each title once. */
export const readHeadlines = (language: FarmLanguage): readonly FarmHeadline[] => {
  const byTitle = new Map<string, FarmHeadline>();
  for (const { title, summary = '' } of FILES[language].flatMap(readLines))
    byTitle.set(title, { title, summary });
  return [...byTitle.values()];
};

export type FarmItem = FarmHeadline & {
  /** Number of the item, unique among the items of all feeds. */
  readonly number: number;
  readonly date: Date;
};

/** Returns the language of a feed: three of five feeds are Japanese. */
export const languageOf = (feed: number): FarmLanguage => (feed % 5 < 3 ? 'ja' : 'en');

/** Returns the document of a feed. One feed in twenty is RDF, three are Atom, and the others are RSS 2.0. */
export const farmFeed = (feed: number, items: readonly FarmItem[]): string => {
  const kind = feed % 20;
  if (kind === 0) return rdf(feed, items);
  return kind < 4 ? atom(feed, items) : rss(feed, items);
};

const site = (feed: number): string => `https://outlet-${feed}.example/`;

const rss = (feed: number, items: readonly FarmItem[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Outlet ${feed}</title><link>${site(feed)}</link><language>${languageOf(feed)}</language>${items
    .map(
      (item) =>
        `<item><title>${escaped(item.title)}</title><link>${site(feed)}news/${item.number}</link><guid isPermaLink="false">${feed}-${item.number}</guid><pubDate>${item.date.toUTCString()}</pubDate><description>${escaped(excerptOf(item))}</description><content:encoded><![CDATA[${bodyOf(feed, item)}]]></content:encoded></item>`,
    )
    .join('\n')}</channel></rss>`;

const atom = (feed: number, items: readonly FarmItem[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${languageOf(feed)}"><title>Outlet ${feed}</title><id>urn:outlet:${feed}</id>${items
    .map(
      (item) =>
        `<entry><title>${escaped(item.title)}</title><link href="${site(feed)}news/${item.number}"/><id>urn:item:${feed}-${item.number}</id><updated>${item.date.toISOString()}</updated><summary>${escaped(excerptOf(item))}</summary><content type="html"><![CDATA[${bodyOf(feed, item)}]]></content></entry>`,
    )
    .join('\n')}</feed>`;

const rdf = (feed: number, items: readonly FarmItem[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="${site(feed)}"><title>Outlet ${feed}</title><link>${site(feed)}</link></channel>${items
    .map((item) => {
      const link = `${site(feed)}news/${item.number}`;
      return `<item rdf:about="${link}"><title>${escaped(item.title)}</title><link>${link}</link><dc:date>${item.date.toISOString()}</dc:date><description>${escaped(excerptOf(item))}</description><content:encoded><![CDATA[${bodyOf(feed, item)}]]></content:encoded></item>`;
    })
    .join('\n')}</rdf:RDF>`;

const excerptOf = ({ title, summary }: FarmItem): string => (summary === '' ? title : summary);

/** Minimum size of an item's text in UTF-8, in bytes. */
const BODY_BYTES = 700;

const SYLLABLES = {
  ja: Array.from(
    '東西南北海山川田中村上下大小新古高低長短明光電力機工場材料石油鉄鋼車船空港道通信はがをにのもと、。',
  ),
  en: 'ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no bel cor dan fen gal hol jin lam mor nor per quin'.split(
    ' ',
  ),
} as const;

const bodyOf = (feed: number, item: FarmItem): string => {
  const language = languageOf(feed);
  const syllables = SYLLABLES[language];
  const random = randomFrom(item.number);
  const words: string[] = [];
  for (let bytes = 0; bytes < BODY_BYTES; ) {
    const word = Array.from({ length: 3 }, () => syllables[random(syllables.length)]).join('');
    words.push(word);
    bytes += Buffer.byteLength(word) + (language === 'en' ? 1 : 0);
  }
  const space = language === 'en' ? ' ' : '';
  const half = Math.floor(words.length / 2);
  return `<p>${escaped(excerptOf(item))}</p><p>${words.slice(0, half).join(space)}<a href="${site(feed)}tag/${item.number % 90}">${words[half]}</a></p><p>${words.slice(half + 1).join(space)}</p>`;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
