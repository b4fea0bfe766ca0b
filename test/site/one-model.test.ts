import { expect, test } from 'vitest';
import { digestMarkdown } from '../../src/domain/entry/digest-markdown.ts';
import { digestText } from '../../src/domain/entry/digest-text.ts';
import type { OutletId } from '../../src/domain/source/outlet.ts';
import { chooseReader } from '../../src/site/language/reader.ts';
import { readDigest, renderDigest } from '../../src/site/page/digest-page.ts';
import { mergedView } from '../../src/site/views.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeArticle, makeOutlet, makeSource, makeStory, NOON } from '../make.ts';

const config = makeConfig({
  sources: [makeSource('heavy', { outlet: makeOutlet('heavy', { priority: 80 }) }), makeSource('light')],
});

const HOURS_AGO = [1, 2, 5, 26];

const STORIES = HOURS_AGO.map((hours, index) => {
  const published = NOON.subtract({ hours });
  const outlet = { id: (index === 2 ? 'heavy' : 'light') as OutletId, name: 'An outlet' };
  const article = makeArticle(`s${index}`, {
    title: `Bank of Japan raises interest rates to a record high: Story number ${index}`,
    language: 'en',
    published,
    outlet,
  });
  return makeStory(`s${index}`, { articles: [article], published });
});

const orderIn = (text: string): readonly number[] => {
  const body = text.slice(Math.max(0, text.indexOf('<main')));
  const first = HOURS_AGO.map((_, index) => body.indexOf(`Story number ${index}`));
  expect(first).not.toContain(-1);
  return HOURS_AGO.map((_, index) => index).toSorted((a, b) => (first[a] ?? 0) - (first[b] ?? 0));
};

test('the front page and the digest in each format lead with the same story, and go on in the same order', async () => {
  const { store, read } = await openSite(STORIES, config);
  const date = Temporal.PlainDate.from('2026-11-24');
  const page = await readDigest(store, config, { date, days: 2 });
  const view = mergedView(config).feed;
  const outputs = [
    await read('/'),
    renderDigest({ settings: config.feed, view, page, reader: chooseReader(config) }),
    digestMarkdown(page, 'en'),
    digestText(page, 'en'),
  ];
  for (const output of outputs) expect(orderIn(output)).toEqual([2, 0, 1, 3]);
});
