import { describe, expect, test } from 'vitest';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import type { Tag } from '../../../src/domain/tag/tag.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { openSite } from '../../daemon/support/open-site.ts';
import { makeArticle, makeOutlet, makeStory, makeTopic, NOON } from '../../make.ts';

const config = makeConfig({
  outlets: [
    makeOutlet('kaku', { name: 'Kaku Shimbun', nameJa: '架空新聞' }),
    makeOutlet('times', { name: 'Times' }),
  ],
  topics: [makeTopic('rates', 'Rates', '金利'), makeTopic('deals', 'Deals', '買収')],
  companies: [
    { code: '9999' as CompanyCode, nameEn: 'Kaku Electric', nameJa: '架空電機', aliases: [] },
    { code: '9998' as CompanyCode, nameJa: '架空鉄道', aliases: [] },
  ],
});

const company = (code: string): Tag => ({ kind: 'company', code: code as CompanyCode, evidence: [] });
const topic = (key: string): Tag => ({ kind: 'topic', key: key as TopicKey, evidence: [] });

const storyOf = (id: string, daysAgo: number, outlet: string, ...tags: Tag[]) => {
  const published = NOON.subtract({ hours: 24 * daysAgo });
  const article = makeArticle(id, { published, tags, outlet: { id: outlet as OutletId, name: outlet } });
  return makeStory(id, { articles: [article], published, announcedAt: published });
};

const STORIES = [
  storyOf('a', 0, 'times', company('9998'), topic('deals')),
  storyOf('b', 0, 'times', company('9998'), company('1234')),
  storyOf('c', 3, 'kaku', company('9999'), topic('gone')),
  storyOf('d', 45, 'kaku', company('9999'), topic('rates')),
];

/** The entries of a directory: address, name, number of stories. */
const listed = (page: string) =>
  Array.from(
    page
      .slice(page.indexOf('<ul class="directory">'))
      .matchAll(/<li><a href="([^"]*)">([^<]*)<\/a>(?: <span class="count">([\d,]+)<\/span>)?<\/li>/g),
    ([, href, name, count]) => [href, name, ...(count === undefined ? [] : [Number(count)])],
  );

describe('a directory', () => {
  test('of topics has all of the config in its order, with the stories of thirty days', async () => {
    const { read } = await openSite(STORIES, config);
    expect(listed(await read('/topics'))).toEqual([
      ['/topics/rates', 'Rates', 0],
      ['/topics/deals', 'Deals', 1],
    ]);
    expect(listed(await read('/topics?lang=ja'))[0]).toEqual(['/topics/rates?lang=ja', '金利', 0]);
  });

  test('of companies has those in the news that the config knows, the most stories first', async () => {
    const { read } = await openSite(STORIES, config);
    expect(listed(await read('/companies'))).toEqual([
      ['/companies/9998', '架空鉄道', 2],
      ['/companies/9999', 'Kaku Electric', 1],
    ]);
    expect(listed(await read('/companies?lang=ja'))[1]?.[1]).toBe('架空電機');
  });

  test('counts the stories of thirty times 24 hours', async () => {
    const stories = [30, 30.5].map((days, n) => storyOf(`s${n}`, days, 'kaku', topic('rates')));
    const { read } = await openSite(stories, config);
    const page = await read('/topics');
    expect(listed(page)[0]).toEqual(['/topics/rates', 'Rates', 1]);
    expect(page).toContain('30 days');
  });

  test('of outlets has all of the config, the most stories first', async () => {
    const { read } = await openSite(STORIES, config);
    expect(listed(await read('/outlets'))).toEqual([
      ['/outlets/times', 'Times', 2],
      ['/outlets/kaku', 'Kaku Shimbun', 1],
    ]);
  });

  test('of days has the days with stories, the newest first', async () => {
    const { read } = await openSite(STORIES, config);
    expect(listed(await read('/days'))).toEqual([
      ['/2026-11-24', 'Tuesday, 24 November 2026', 2],
      ['/2026-11-21', 'Saturday, 21 November 2026', 1],
      ['/2026-10-10', 'Saturday, 10 October 2026', 1],
    ]);
  });

  test('of archives has a document for each month up to now', async () => {
    const { read } = await openSite(STORIES, config);
    expect(listed(await read('/archive'))).toEqual([
      ['/archive/2026-11.atom', '2026-11'],
      ['/archive/2026-10.atom', '2026-10'],
    ]);
  });

  test.each(['/companies', '/days', '/archive'])(
    'without stories says so (%s), and leads to the others',
    async (path) => {
      const page = await (await openSite([], config)).read(path);
      expect(page).toContain('Nothing yet.');
      expect(listed(page)).toEqual([]);
      expect(page).toContain('<a href="/topics">Topics</a>');
    },
  );
});
