import { expect, test } from 'vitest';
import { withoutFolder } from '../../../src/app/site/without-folder.ts';
import { makeArticle, makeSource, makeStory } from '../../make.ts';
import { makeConfig } from '../support/make-config.ts';
import { openSite } from '../support/open-site.ts';

const FOLDER = '/srv/office/config';

const config = makeConfig({
  sources: [makeSource('kaku', { place: { file: `${FOLDER}/sources.yaml`, line: 7, column: 3 } })],
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
  configFolder: FOLDER,
  configProblems: () => [`${FOLDER}/topics.yaml:2:1: no such key`],
};

test.each([
  ['/config', ['sources.yaml:7', 'topics.yaml:2:1: no such key']],
  ['/status', ['topics.yaml:2:1: no such key']],
  ['/status.json', ['topics.yaml:2:1: no such key']],
  ['/stories/a', ['folds.yaml:4']],
])('%s names the files of the config, and not where they lie', async (address, said) => {
  const { read } = await openSite([story], config, parts);
  const page = await read(address);
  for (const text of said) expect(page).toContain(text);
  expect(page).not.toContain('/srv/office');
});

test('a relative folder is left as it is', () => {
  expect(withoutFolder('config/sources.yaml:7', 'config')).toBe('config/sources.yaml:7');
});
