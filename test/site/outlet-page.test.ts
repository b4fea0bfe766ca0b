import { expect, test } from 'vitest';
import type { SourceState } from '../../src/domain/source/source-state.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeArticle, makeSource, makeStory, NOON } from '../make.ts';

const URL = 'https://kaku.example/feed';
const kaku = makeSource('kaku', { endpoints: [URL] });
const resting = makeSource('resting', { endpoints: [URL], outlet: kaku.outlet, enabled: false });
const times = makeSource('times');

const endedOf = ({ id }: typeof kaku): SourceState => ({
  source: id,
  firstPolledAt: NOON,
  endpoint: 0,
  endpoints: [{ url: URL, validators: {}, failures: 1, goneAt: NOON }],
  itemHashes: [],
  arrivals: [],
  counts: { requests: 1, notModified: 0, failed: 1, items: 0 },
});

test("an outlet's page says that one of its sources needs attention, and leads to what to do", async () => {
  const { store, changed, read } = await openSite(
    [makeStory('a', { articles: [makeArticle('a', { source: kaku.id, outlet: kaku.outlet })] })],
    makeConfig({ sources: [kaku, resting, times] }),
  );
  const outlet = `/outlets/${kaku.outlet.id}`;
  expect(await read(outlet)).not.toContain('class="unhealthy"');
  await store.commit({ stories: [], drops: [], states: [kaku, resting].map(endedOf) });
  changed();
  const page = await read(outlet);
  expect(page.match(/class="unhealthy"/g)).toHaveLength(1);
  expect(page).toContain('href="/status#kaku"');
  expect(await read('/status')).toContain('id="kaku"');
  expect(await read(`/outlets/${times.outlet.id}`)).not.toContain('class="unhealthy"');
  expect(await read('/languages/en')).not.toContain('class="unhealthy"');
});

test('a view says whether its stories are about something, in a language, or reported by an outlet', async () => {
  const { read } = await openSite(
    [makeStory('a', { articles: [makeArticle('a', { source: kaku.id, outlet: kaku.outlet })] })],
    makeConfig({ sources: [kaku] }),
  );
  const { id, name } = kaku.outlet;
  const descriptionOf = async (path: string) => /<description>(.*?)</.exec(await read(path))?.[1];
  expect(await descriptionOf(`/outlets/${id}.rss`)).toBe(`Stories reported by ${name}`);
  expect(await descriptionOf('/languages/en.rss')).toBe('Stories in English');
  expect(await descriptionOf(`/feed.rss?outlet=${id}&language=ja`)).toBe(
    `Stories narrowed to ${name}, 日本語`,
  );
  expect(await read(`/outlets/${id}`)).toContain(`content="Stories reported by ${name}"`);
  expect(await read(`/outlets/${id}?lang=ja`)).toContain(`content="${name}の記事"`);
});
