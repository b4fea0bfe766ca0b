import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createPipeline } from '../src/daemon/pipeline.ts';
import { readConfig } from '../src/daemon/read-config.ts';
import { createSite } from '../src/site/create-site.ts';
import { createArchiveShelf } from '../src/store/document/create-archive-shelf.ts';
import { createEditionShelf } from '../src/store/document/create-edition-shelf.ts';
import { openStore } from '../src/store/open-store.ts';
import { makeOutlet, makeSource, UNMARKED } from '../test/make.ts';
import { printFigures } from './poll-figures.ts';

/**
 * The whole product as a process that polls the URLs of a file once and ends:
 * `node poll-product.ts whole|unfolded URLS STORE [ROUNDS]`. The shipped companies, topics and glossary are in force;
 * each URL is a source, and an outlet, of its own. The merged feed is rendered after each round.
 */
const [, , client = '', urlsFile = '', folder = '', rounds = '1'] = process.argv;
const CONCURRENCY = 50;

const now = (): Temporal.Instant => Temporal.Now.instant();
const log = { debug: () => {}, info: () => {}, warn: console.error, error: console.error };

const loaded = await readConfig(resolve(import.meta.dirname, '../config'), process.env);
if (loaded.kind === 'wrong') throw new Error(JSON.stringify(loaded.problems));
const urls: readonly string[] = JSON.parse(readFileSync(urlsFile, 'utf8'));
const sources = urls.map((url, index) => {
  const id = `outlet-${index}`;
  return makeSource(id, { outlet: makeOutlet(id), endpoints: [url], language: index % 5 < 2 ? 'ja' : 'en' });
});
const config = {
  ...loaded.config,
  outlets: sources.map(({ outlet }) => outlet),
  sources,
  // In a window of no length no two articles are one story.
  fold: client === 'unfolded' ? { ...loaded.config.fold, windowMs: 0 } : loaded.config.fold,
  fetch: {
    ...loaded.config.fetch,
    concurrency: CONCURRENCY,
    timeoutMs: 60_000,
    allowPrivateAddresses: true,
  },
};

const opened = await openStore({ folder, log, now });
if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
const { store } = opened;
const pipeline = await createPipeline({
  config,
  store,
  now,
  chance: Math.random,
  underWay: UNMARKED,
});
const site = createSite({
  config: pipeline.config,
  configProblems: () => [],
  store,
  shelf: createArchiveShelf(folder),
  editions: createEditionShelf(folder),
  nearest: (articles, own) => pipeline.nearest()?.(articles, own) ?? [],
  now,
});
pipeline.follow({ onReport: site.changed, onStoreFailure: () => {}, onMistake: () => {} });
const listeners = {
  onReport: (_source: unknown, { outcome }: { readonly outcome: { readonly kind: string } }) => {
    if (outcome.kind === 'failed' || outcome.kind === 'resting') throw new Error(JSON.stringify(outcome));
  },
  onMistake: (_source: unknown, error: unknown) => {
    throw error;
  },
  onStoreFailure: (_source: unknown, error: unknown) => {
    throw error;
  },
};

await printFigures(
  Number(rounds),
  async () => {
    await pipeline.poll(sources, listeners, new AbortController().signal);
    for (const format of ['rss', 'atom', 'json']) {
      await site.resource(`/feed.${format}`, new URLSearchParams());
    }
  },
  async () => {
    await pipeline[Symbol.asyncDispose]();
    await store.close();
  },
);
