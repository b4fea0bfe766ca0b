/**
 * `node bench/parse.ts` measures the time to read feeds of three sizes, in milliseconds, in four ways: our parser cold,
 * our parser with nine of ten items known, rss-parser alone, and a tokenizer alone. Also measures how long a 5 MB
 * document stops the event loop.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { Tokenizer } from 'htmlparser2';
import Parser from 'rss-parser';
import { createFeedParser } from '../src/read/feed-parser.ts';
import { parseFeed } from '../src/read/parse-feed.ts';
import { randomFrom } from './random-from.ts';
import { median } from './store-data.ts';

const URL_OF_FEED = 'https://example.jp/feed.xml';

const SIZES = [
  { name: '30 KB', items: 20, paragraphs: 2, rounds: 1000 },
  { name: '520 KB', items: 100, paragraphs: 10, rounds: 40 },
  { name: '5 MB', items: 2000, paragraphs: 4, rounds: 20 },
];

const WORDS =
  '半導体 市場 決算 発表 株価 上昇 工場 新設 北海道 計画 投資 拡大 見通し 企業 利益 前年 同期 金利 政策 円安 影響 輸出 需要 回復 Tokyo exchange report'.split(
    ' ',
  );

/** Returns an invented RSS 2.0 feed. The same arguments always give the same feed. */
const makeFeed = (items: number, paragraphs: number): string => {
  const next = randomFrom(0);
  const words = (count: number): string =>
    Array.from({ length: count }, () => WORDS[next(WORDS.length)]).join('');
  const item = (index: number): string => {
    const link = `https://example.jp/news/${index}?a=1&amp;b=2`;
    const day = String((index % 28) + 1).padStart(2, '0');
    const body = Array.from(
      { length: paragraphs },
      () =>
        `<p>${words(30)}、<a href="https://example.jp/topics/${next(90)}">${words(3)}</a>と<strong>${words(2)}</strong>を${words(30)}。</p>`,
    ).join('\n');
    return `<item><title>${words(8)} &amp; ${index}</title><link>${link}</link><guid isPermaLink="false">item-${index}</guid>
<pubDate>Mon, ${day} Nov 2024 09:00:00 +0900</pubDate><dc:creator>${words(2)}</dc:creator><category>${words(1)}</category>
<description><![CDATA[<p>${words(40)}。</p>]]></description><content:encoded><![CDATA[${body}]]></content:encoded></item>`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>見本</title><link>https://example.jp/</link><language>ja</language>
${Array.from({ length: items }, (_, index) => item(index)).join('\n')}
</channel></rss>
`;
};

const noop = () => {};

const tokenizeOnly = (text: string): void => {
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      onattribdata: noop,
      onattribentity: noop,
      onattribend: noop,
      onattribname: noop,
      oncdata: noop,
      onclosetag: noop,
      oncomment: noop,
      ondeclaration: noop,
      onend: noop,
      onopentagend: noop,
      onopentagname: noop,
      onprocessinginstruction: noop,
      onselfclosingtag: noop,
      ontext: noop,
      ontextentity: noop,
    },
  );
  tokenizer.write(text);
  tokenizer.end();
};

const measure = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

console.log(
  '| document | tokenizer | rss-parser | ours cold | 9 of 10 known | cold ÷ rss-parser | known ÷ rss-parser |',
);
console.log('|---|---:|---:|---:|---:|---:|---:|');
for (const { name, items, paragraphs, rounds } of SIZES) {
  const text = makeFeed(items, paragraphs);
  const bytes = new TextEncoder().encode(text);
  const first = await parseFeed(bytes, { url: URL_OF_FEED });
  const hashes = first.kind === 'parsed' ? first.hashes : [];
  const known = new Set(hashes.filter((_, index) => index % 10 !== 0));
  const ways = {
    tokenizer: () => tokenizeOnly(text),
    bare: () => new Parser().parseString(text),
    cold: () => parseFeed(bytes, { url: URL_OF_FEED }),
    known: () => parseFeed(bytes, { url: URL_OF_FEED, known }),
  };
  const times: Record<keyof typeof ways, number[]> = { tokenizer: [], bare: [], cold: [], known: [] };
  for (let round = -rounds / 2; round < rounds; round += 1) {
    for (const way of ['tokenizer', 'bare', 'cold', 'known'] as const) {
      const time = await measure(ways[way]);
      // As in a daemon, the code is compiled before the measurement, so the times of the first rounds are dropped.
      if (round >= 0) times[way].push(time);
    }
  }
  const medians = Object.values(times).map((list) => median(list).toFixed(2));
  // Neighbouring runs are compared, because the load of the machine varies.
  const ratio = (ours: readonly number[]) =>
    median(ours.map((time, round) => time / (times.bare[round] ?? 1))).toFixed(2);
  const cells = [`${name} (${Math.round(bytes.length / 1000)} KB)`, ...medians];
  console.log(`| ${[...cells, ratio(times.cold), ratio(times.known)].join(' | ')} |`);
}

const parser = createFeedParser();
const large = new TextEncoder().encode(makeFeed(2000, 4));
await parser.parse(large, { url: URL_OF_FEED });
const longestGapMs = async (work: () => Promise<unknown>): Promise<number> => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
};
const start = performance.now();
const busy = await longestGapMs(async () => {
  for (let round = 0; round < 5; round += 1) await parser.parse(large, { url: URL_OF_FEED });
});
// The longest time for which other work of the machine stops a process that only waits.
const idle = await longestGapMs(() => setTimeout(performance.now() - start));
await parser.close();
console.log(
  `\nlongest event-loop gap of the main thread, 5 MB in the worker: ${busy.toFixed(1)} ms; while idle: ${idle.toFixed(1)} ms`,
);
