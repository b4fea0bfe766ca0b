import { describe, expect, test } from 'vitest';
import { defined } from '../../../src/domain/defined.ts';
import type { Edition } from '../../../src/domain/edition/edition.ts';
import type { Outlet } from '../../../src/domain/source/outlet.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { makeDueEdition, readNews } from '../../../src/site/edition/make-edition.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { isOfficialHoliday } from '../../domain/edition/official-holidays.ts';
import { sampleEdition } from '../../domain/edition/sample-edition.ts';
import { instant, makeArticle, makeOutlet, makeStory } from '../../make.ts';
import { createMemoryEditions } from '../../support/memory-editions.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

const CALENDAR = {
  time: Temporal.PlainTime.from('07:00'),
  days: 'business' as const,
  isHoliday: isOfficialHoliday,
};

const SEVEN = instant('2026-11-26T07:00:00+09:00');
const WEDNESDAY = sampleEdition('2026-11-25');

const storyAt = (id: string, at: string, rest: Partial<Story> = {}): Story =>
  makeStory(id, { published: instant(`${at}+09:00`), ...rest });

const storeOf = async (stories: readonly Story[]) => {
  const store = createMemoryStore();
  await store.commit({ stories, drops: [], states: [] });
  return store;
};

const make = async (now: Temporal.Instant, stories: readonly Story[], ...before: readonly Edition[]) =>
  makeDueEdition(
    { store: await storeOf(stories), editions: createMemoryEditions(...before), config: makeConfig() },
    now,
    CALENDAR,
  );

describe('an edition', () => {
  test('holds the announced stories since the last one, with an id of its own', async () => {
    const stories = [
      storyAt('before', '2026-11-25T06:00:00'),
      storyAt('night', '2026-11-26T02:00:00'),
      storyAt('silent', '2026-11-26T03:00:00'),
    ].map((story) => {
      const { announcedAt: _, ...silent } = story;
      return story.id === 'silent' ? silent : story;
    });
    // The first report of each was seen when it was dated.
    const seen = stories.map((story) => ({
      ...story,
      articles: [makeArticle(story.id, { firstSeenAt: story.published })] as const,
    }));
    const edition = await make(SEVEN, seen, WEDNESDAY);
    expect(edition?.id).toBe('tag:kawaraban.example,2026:edition-2026-11-26');
    expect(edition?.since.toString()).toBe(WEDNESDAY.until.toString());
    expect(edition?.stories.map(({ story }) => story)).toEqual(['night']);
  });

  test('leaves out what stood in the last one, below a headline too, though it grew since', async () => {
    const grown = ['brief-2026-11-25', 'below-2026-11-25', 'new'].map((id) =>
      storyAt(id, '2026-11-25T06:00:00', {
        articles: [makeArticle(id), makeArticle(`${id}-2`, { firstSeenAt: SEVEN.subtract({ hours: 1 }) })],
      }),
    );
    const edition = await make(SEVEN, grown, WEDNESDAY);
    expect(edition?.stories.map(({ story }) => story)).toEqual(['new']);
  });

  test('waits an hour for news, and then says that there was none', async () => {
    expect(await make(SEVEN.add({ minutes: 59 }), [], WEDNESDAY)).toBeUndefined();
    expect((await make(SEVEN.add({ hours: 1 }), [], WEDNESDAY))?.stories).toEqual([]);
  });

  test('is never the first of all without news', async () => {
    expect(await make(SEVEN.add({ hours: 3 }), [])).toBeUndefined();
  });

  test('is made where the last one cannot be read', async () => {
    const shelf = createMemoryEditions(WEDNESDAY);
    const read = async () => {
      throw new Error('neither can be read');
    };
    const store = await storeOf([storyAt('night', '2026-11-26T02:00:00')]);
    const parts = { store, editions: { ...shelf, read }, config: makeConfig() };
    const edition = await makeDueEdition(parts, SEVEN, CALENDAR);
    expect(edition?.since.toString()).toBe(instant('2026-11-25T07:00:00+09:00').toString());
  });
});

test('of thousands of stories the most important are held, whatever their order', async () => {
  const many = Array.from({ length: 2_500 }, (_, n) =>
    storyAt(`s${n}`, '2026-11-26T01:00:00', {
      articles: [makeArticle(`s${n}`, { title: `${n}の見出し${'語'.repeat(n % 7)}` })],
    }),
  );
  const important = storyAt('big', '2026-11-25T08:00:00', {
    articles: [
      makeArticle('big'),
      ...['a', 'b', 'c'].map((id) =>
        makeArticle(id, {
          outlet: { id: id as Story['articles'][0]['outlet']['id'], name: id },
          title: `大ニュース ${id}`,
        }),
      ),
    ],
  });
  const wanted = { since: SEVEN.subtract({ hours: 24 }), until: SEVEN, limit: 3 };
  const news = await readNews(await storeOf([important, ...many]), makeConfig(), wanted);
  expect(news).toHaveLength(3);
  expect(news[0]?.story).toBe('big');
});

test('if an outlet leads as many stories as it may, another outlet’s headline leads the others that both report', async () => {
  const outlets = Array.from({ length: 8 }, (_, n) =>
    makeOutlet(`big-${n}`, { priority: n === 0 ? 90 : 80 }),
  );
  const stories = Array.from({ length: 7 }, (_, n) => {
    const report = (id: string, outlet: Outlet | undefined) =>
      makeArticle(id, {
        title: String.fromCodePoint(...Array.from({ length: 9 }, (_, k) => 0x4e00 + n * 9 + k)),
        outlet: outlet ?? makeOutlet('none'),
      });
    const articles = [report(`s${n}`, outlets[n + 1]), report(`s${n}-2`, outlets[0])] as const;
    return storyAt(`s${n}`, '2026-11-26T01:00:00', { articles });
  });
  const wanted = { since: SEVEN.subtract({ hours: 24 }), until: SEVEN, limit: 6 };
  for (const language of [undefined, 'ja'] as const) {
    const news = await readNews(
      await storeOf(stories),
      { ...makeConfig(), outlets },
      { ...wanted, ...defined({ language }) },
    );
    expect(news).toHaveLength(6);
    expect(news.filter(({ outlet }) => outlet === 'big-0')).toHaveLength(2);
  }
});
