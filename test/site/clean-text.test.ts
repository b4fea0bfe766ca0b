import { expect, test } from 'vitest';
import type { Store } from '../../src/domain/store/contract.ts';
import { withoutFolders } from '../../src/site/clean-text.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeArticle, makeSource, makeStory } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const FOLDER = '/srv/office/config';

const place = { file: `${FOLDER}/sources.yaml`, line: 7, column: 3 };
const matches = (): boolean => true;
const rules = [{ conditions: [{ field: 'title', matches, written: 'sport' }], place }] as const;
const config = makeConfig({
  sources: [makeSource('kaku', { place, include: rules, exclude: rules })],
});
const article = makeArticle('a');
const detail = `joined by ${FOLDER}/folds.yaml:4`;
const story = makeStory('a', {
  articles: [article, makeArticle('b')],
  joins: [
    { article: article.id, reason: 'first', detail: 'first of its story' },
    { article: makeArticle('b').id, reason: 'by-hand', detail },
  ],
});
const parts = {
  folders: [FOLDER, '/srv/office/data'],
  configProblems: () => [`${FOLDER}/topics.yaml:2:1: no such key`],
  editionProblem: () => 'EIO, open /srv/office/data/editions/mailed',
  nearest: () => [
    {
      story: makeStory('b').id,
      score: -1,
      needed: 0.5,
      report: { title: 'A similar report', outlet: article.outlet, language: article.language },
      detail: `parted by hand at ${FOLDER}/folds.yaml:9`,
    },
  ],
};

/** A store with the story, and a partition that cannot be read. */
const damaged = async (): Promise<Store> => {
  const store = createMemoryStore();
  await store.commit({ stories: [story], drops: [], states: [] });
  const problems = ['/srv/office/data/drops/1.json cannot be read: EIO'];
  return { ...store, health: () => ({ ...store.health(), problems }) };
};

test.each([
  ['/config', ['sources.yaml:7', 'title: sport (sources.yaml:7)', 'topics.yaml:2:1: no such key']],
  ['/status', ['topics.yaml:2:1: no such key', 'drops/1.json cannot be read', 'open editions/mailed']],
  ['/status.json', ['topics.yaml:2:1: no such key', 'drops/1.json cannot be read', 'open editions/mailed']],
  ['/stories/a', ['folds.yaml:4', 'folds.yaml:9']],
])('%s names files of the config and the store, and not where they lie', async (address, said) => {
  const { read } = await openSite([story], config, { ...parts, store: await damaged() });
  const page = await read(address);
  for (const text of said) expect(page).toContain(text);
  expect(page).not.toContain('/srv/office');
});

test.each([
  ['config/sources.yaml:7', 'config', 'config/sources.yaml:7'],
  ["open '/data/log/x'", '/data/', "open 'log/x'"],
  ['/data, or the file lock in it, was removed', '/data', 'data, or the file lock in it, was removed'],
  [
    '/srv/data/, or the file lock in it, was removed',
    '/srv/data/',
    'data/, or the file lock in it, was removed',
  ],
  ["mkdir '/srv/data'. Look at /srv/data.", '/srv/data', "mkdir 'data'. Look at data."],
  ['/mnt/data/log/x', '/data', '/mnt/data/log/x'],
  ['/data.old/x, /data-2/x and /database', '/data', '/data.old/x, /data-2/x and /database'],
  ['https://a.example/data/x', '/data', 'https://a.example/data/x'],
  ['/srv/ニュース/data/x, /mnt/a (old)/data/x', '/data', '/srv/ニュース/data/x, /mnt/a (old)/data/x'],
  ['/dataを読む', '/data', '/dataを読む'],
  ['「/srv/データ/x」', '/srv/データ', '「x」'],
])('%s is shown without the folder %s as %s', (text, folder, shown) => {
  expect(withoutFolders(text, [folder])).toBe(shown);
});
