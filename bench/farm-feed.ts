/** Invented feeds of the shape of real ones: 20 to 50 items, 24 to 90 KB, always the same for the same number. */

const JA =
  '市場 決算 発表 株価 上昇 工場 新設 計画 投資 拡大 見通し 企業 利益 前年 同期 金利 政策 円安 影響 輸出 需要 回復 電機 半導体 提携 買収 業績 予想 上方 修正'.split(
    ' ',
  );
const EN =
  'market earnings report shares plant plan invest expand outlook company profit year rate policy yen export demand recovery chip deal merger forecast raise Tokyo bank fund trade tariff supply'.split(
    ' ',
  );

/** Two parts of a list make a word, each with each: after the words of business come 3600 that mean nothing. */
const pairs = (parts: readonly string[]): readonly string[] =>
  parts.flatMap((first) => parts.map((second) => first + second));

const WORDS = {
  ja: [
    ...JA,
    ...pairs(
      Array.from(
        '東西南北海山川田中村上下大小新古高低長短明光電力機工場材料石油鉄鋼車船空港道通信銀行証券保険商社薬品食住医学農林水産設計',
      ),
    ),
  ],
  en: [
    ...EN,
    ...pairs(
      'ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa den bel cor dan fen gal hol jin kel lam mor nor per quin ros sten tor val wen zan'.split(
        ' ',
      ),
    ),
  ],
};

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** One item in twenty is one that other outlets list, too. */
const SHARED_EVERY = 20;

const HOUR_MS = 3_600_000;

type Item = {
  readonly title: string;
  readonly link: string;
  readonly id: string;
  readonly date: Date;
  readonly body: string;
};

/** The document of the feed of this number; `extra` newer items come on top. */
export const farmFeed = (feed: number, extra: number, newestMs: number): string => {
  const count = 20 + ((feed * 7) % 31);
  const items = Array.from({ length: count }, (_, index) => makeItem(feed, index - extra, newestMs));
  const isJapanese = feed % 5 < 2;
  const kind = feed % 20;
  if (kind === 0) return rdf(feed, items);
  return kind < 4 ? atom(feed, items, isJapanese) : rss(feed, items, isJapanese);
};

const makeItem = (feed: number, index: number, newestMs: number): Item => {
  const serial = 1000 - index;
  const isShared = index > 0 && index % SHARED_EVERY === 0;
  const random = randomFrom(isShared ? serial : feed * 1009 + serial);
  const isJapanese = feed % 5 < 2;
  const words = (least: number, most: number): string =>
    Array.from({ length: least + Math.floor(random() * (most - least)) }, () => {
      const list = isJapanese ? WORDS.ja : WORDS.en;
      // As in every language (Zipf): the second word half as often as the first, the third a third as often.
      return list[Math.floor(list.length ** random()) - 1] ?? '';
    }).join(isJapanese ? '' : ' ');
  return {
    title: words(5, 12),
    link: isShared
      ? `https://shared.example/news/${serial}`
      : `https://outlet-${feed}.example/news/${serial}`,
    id: `outlet-${feed}-${serial}`,
    date: new Date(newestMs - index * HOUR_MS),
    body: `<p>${words(85, 130)}</p><p>${words(30, 50)}</p>`,
  };
};

const rss = (feed: number, items: readonly Item[], isJapanese: boolean): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Outlet ${feed}</title><link>https://outlet-${feed}.example/</link><language>${isJapanese ? 'ja' : 'en'}</language>${items
    .map(
      ({ title, link, id, date, body }) =>
        `<item><title>${title}</title><link>${link}</link><guid isPermaLink="false">${id}</guid><pubDate>${rfc822(date)}</pubDate><description><![CDATA[${body}]]></description></item>`,
    )
    .join('\n')}</channel></rss>`;

const atom = (feed: number, items: readonly Item[], isJapanese: boolean): string =>
  `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${isJapanese ? 'ja' : 'en'}"><title>Outlet ${feed}</title><id>urn:outlet:${feed}</id>${items
    .map(
      ({ title, link, id, date, body }) =>
        `<entry><title>${title}</title><link href="${link}"/><id>urn:${id}</id><updated>${date.toISOString()}</updated><content type="html"><![CDATA[${body}]]></content></entry>`,
    )
    .join('\n')}</feed>`;

const rdf = (feed: number, items: readonly Item[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://outlet-${feed}.example/"><title>Outlet ${feed}</title><link>https://outlet-${feed}.example/</link></channel>${items
    .map(
      ({ title, link, date, body }) =>
        `<item rdf:about="${link}"><title>${title}</title><link>${link}</link><dc:date>${date.toISOString()}</dc:date><description><![CDATA[${body}]]></description></item>`,
    )
    .join('\n')}</rdf:RDF>`;

const rfc822 = (date: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${DAYS[date.getUTCDay()]}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${time} GMT`;
};

/** Park and Miller's minimal standard generator. */
const randomFrom = (seed: number): (() => number) => {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};
