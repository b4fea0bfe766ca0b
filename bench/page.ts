/**
 * Measures the front page, as a browser gets it: `node bench/page.ts`. Prints sizes, the time from request to last
 * byte over loopback, and the processor time, for three cases: from the cache, unchanged (304), and rendered and
 * compressed after a change.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAvailable, readLines } from '../learn/labelled-set.ts';
import type { Article } from '../src/domain/article/article.ts';
import { rankingContext } from '../src/domain/ranking/ranking-context.ts';
import { makeDictionary } from '../src/domain/tag/dictionary.ts';
import { tagStory } from '../src/domain/tag/tag-story.ts';
import { createServer } from '../src/serve/create-server.ts';
import { createSite } from '../src/site/create-site.ts';
import { openStore } from '../src/store/open-store.ts';
import { realConfig as config } from '../test/domain/tag/real-dictionary.ts';
import { makeArticle, makeStory } from '../test/make.ts';
import { threadMs } from './process-costs.ts';
import { median, silentLog, storyOf } from './store-data.ts';

const STORIES = 2000;
const COPIES = 6;
const COPIED_EVERY = 5;
const ROUNDS = 40;
const SUMMARY = '。関係者が明らかにした。市場では影響を見極めたいとの声が出ている。今後の動向が注目される。';

const now = (): Temporal.Instant => Temporal.Now.instant();

const titles: readonly string[] = isAvailable
  ? readLines('feeds/replay-ja-business.jsonl')
      .slice(0, STORIES)
      .map(({ title }) => title)
  : Array.from({ length: STORIES }, (_, n) => storyOf(n).articles[0].title);

const { outlets } = config;
const dictionary = makeDictionary(config);

const storyAt = (title: string, n: number) => {
  const published = now().subtract({ minutes: n });
  const articleBy = (index: number): Article => {
    const outlet = outlets[(n + index) % outlets.length] ?? { id: 'other', name: 'Other' };
    return makeArticle(`article-${n}-${index}`, {
      title,
      summary: title + SUMMARY,
      outlet: { id: outlet.id as Article['outlet']['id'], name: outlet.name },
      link: `https://www.outlet-${n % outlets.length}.example/economy/article/2026-11-24/${n}-${index}.html`,
      published,
    });
  };
  const first = articleBy(0);
  const copies =
    n % COPIED_EVERY === 0 ? Array.from({ length: COPIES }, (_, index) => articleBy(index + 1)) : [];
  const articles = tagStory([first, ...copies], dictionary, rankingContext(config).outlets);
  return makeStory(`article-${n}`, { articles, published, announcedAt: published });
};

const folder = await mkdtemp(path.join(tmpdir(), 'bench-page-'));
const opened = await openStore({ folder, log: silentLog, now });
if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
const { store, shelf, editions } = opened;
await store.commit({ stories: titles.map(storyAt), drops: [], states: [] });
const site = createSite({
  config: () => config,
  configProblems: () => [],
  store,
  shelf,
  editions,
  nearest: () => [],
  now,
});
const server = await createServer({ host: '127.0.0.1', port: 0, site, log: silentLog });

const ask = async (address: string, headers: Readonly<Record<string, string>> = {}) => {
  const usedBefore = threadMs();
  const began = performance.now();
  const answer = await fetch(server.url.replace(/\/$/, '') + address, { headers });
  const { length } = new Uint8Array(await answer.arrayBuffer());
  return {
    ms: performance.now() - began,
    cpuMs: threadMs() - usedBefore,
    length,
    headers: answer.headers,
    status: answer.status,
  };
};

type Time = { readonly ms: number; readonly cpuMs: number };

const told = (times: readonly Time[]): string => {
  const [walls, cpus] = [times.map(({ ms }) => ms), times.map(({ cpuMs }) => cpuMs)];
  return `${median(walls).toFixed(1)} ms, at most ${Math.max(...walls).toFixed(1)} ms; ${median(cpus).toFixed(1)} ms of the processor`;
};

const timesOf = async (round: () => Promise<Time>): Promise<readonly Time[]> => {
  const times: Time[] = [];
  for (let n = 0; n < ROUNDS; n += 1) times.push(await round());
  return times;
};

const GZIP = { 'accept-encoding': 'gzip' };
const plain = await ask('/', { 'accept-encoding': 'identity' });
const packed = await ask('/', GZIP);
const [style, script] = [await ask('/style.css', GZIP), await ask('/script.js', GZIP)];
const sent = (one: Awaited<ReturnType<typeof ask>>): string => `${one.headers.get('content-length')} bytes`;
console.log(`/ with ${config.feed.entries} stories: ${plain.length} bytes, gzip ${sent(packed)}`);
console.log(`style.css gzip ${sent(style)}, script.js gzip ${sent(script)}`);
console.log(`kept: ${told(await timesOf(() => ask('/', GZIP)))}`);
const etag = packed.headers.get('etag') ?? '';
console.log(`unchanged (304): ${told(await timesOf(() => ask('/', { ...GZIP, 'if-none-match': etag })))}`);
let change = 0;
const afterChange = async () => {
  change += 1;
  const title = titles[change % titles.length] ?? '';
  await store.commit({ stories: [{ ...storyAt(title, -change) }], drops: [], states: [] });
  site.changed();
  return ask('/', GZIP);
};
console.log(`after a change: ${told(await timesOf(afterChange))}`);
await server.close(0);
await store.close();
await rm(folder, { recursive: true });
