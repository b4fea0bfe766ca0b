/**
 * Measures the folding window of a daemon: `node bench/window.ts [ARTICLES]` prints the processor time to fill it with
 * ARTICLES (by default 33,600), and the memory per article: the growth from a quarter of the articles to all.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { articleOf, createTagger, WINDOW_MS } from '../learn/labelled-set.ts';
import { createFoldingWindow } from '../src/daemon/folding-window.ts';
import type { Article } from '../src/domain/article/article.ts';
import type { Store } from '../src/domain/store/contract.ts';
import { announceStory, createStory } from '../src/domain/story/grow-story.ts';
import type { Story } from '../src/domain/story/story.ts';
import { realGlossary, realWords } from '../test/domain/tag/real-dictionary.ts';
import { openedStore } from '../test/store/opened-store.ts';
import { languageOf, readHeadlines } from './farm-feed.ts';
import { processMs } from './process-costs.ts';
import { fillStore, idOf } from './store-data.ts';
import { THRIFTY_NODE } from './thrifty-node.ts';

const OUTLETS = 200;
const SPREAD_MS = 40 * 3_600_000;
const COMMIT = 50;

const now = (): Temporal.Instant => Temporal.Now.instant();

const createNews = (count: number): ((n: number) => Article) => {
  const headlines = { ja: readHeadlines('ja'), en: readHeadlines('en') };
  const tag = createTagger();
  const began = now().subtract({ milliseconds: SPREAD_MS });
  return (n) => {
    const language = languageOf(n);
    const own = headlines[language];
    const { title, summary } = own[n % own.length] ?? { title: '', summary: '' };
    const outlet = `outlet-${n % OUTLETS}`;
    const firstSeenAt = String(began.add({ milliseconds: Math.floor((n / count) * SPREAD_MS) }));
    // In each later round, a headline begins with other words, so that it counts as different news.
    const round = Math.floor(n / own.length);
    const begun = round === 0 ? title : `${own[(n * 31 + round) % own.length]?.title.slice(0, 12)} ${title}`;
    const url = `https://${outlet}.example/news/${n}`;
    return tag(articleOf({ id: idOf(n), title: begun, summary, language, outlet, url, firstSeenAt }));
  };
};

const storeNews = async (folder: string, count: number): Promise<void> => {
  const nth = createNews(count);
  const store = await openedStore(folder, { now });
  const nthStory = (n: number): Story => {
    const article = nth(n);
    const join = { article: article.id, reason: 'first', detail: 'the first report' } as const;
    return announceStory(createStory(article, join, 'bench'), article.firstSeenAt);
  };
  await fillStore(store, count, nthStory, COMMIT);
  await store.close();
};

/** Returns the memory of this process in bytes: the resident memory, and the live memory of JavaScript. */
const memoryNow = () => {
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rss, alive: heapUsed + arrayBuffers };
};

const fillWindow = async (folder: string, count: number): Promise<void> => {
  const store = await openedStore(folder, { now });
  let read = 0;
  let quarter = memoryNow();
  let aside = 0;
  const watched: Pick<Store, 'gainedSince'> = {
    gainedSince: async function* (moment) {
      for await (const stories of store.gainedSince(moment)) {
        yield stories;
        const before = read;
        read += stories.length;
        if (before >= count / 4 || read < count / 4) continue;
        const began = processMs();
        quarter = memoryNow();
        aside = processMs() - began;
      }
    },
  };
  const settings = { windowMs: WINDOW_MS, acrossLanguages: true, strictness: 'normal' } as const;
  const window = createFoldingWindow(
    { ...settings, glossary: realGlossary, dictionary: realWords },
    watched,
    now,
  );
  const began = processMs();
  await window.fill();
  const seconds = (processMs() - began - aside) / 1000;
  const full = memoryNow();
  const perArticle = (key: keyof typeof full): number =>
    Math.round((full[key] - quarter[key]) / (count * 0.75));
  console.log(
    `${read} articles: filled in ${seconds.toFixed(1)} CPU s; an article takes ${perArticle('alive')} bytes alive, and the process grows by ${perArticle('rss')}`,
  );
  window.forgetBefore(now());
  await store.close();
};

const main = async (count: number): Promise<void> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-bench-'));
  await storeNews(folder, count);
  const child = fork(import.meta.filename, [String(count), folder], {
    execArgv: [...THRIFTY_NODE.flags, '--expose-gc'],
    env: { ...process.env, ...THRIFTY_NODE.env },
  });
  await once(child, 'exit');
  await rm(folder, { recursive: true });
};

const [, , articles = '33600', folder] = process.argv;
if (folder === undefined) await main(Number(articles));
else await fillWindow(folder, Number(articles));
