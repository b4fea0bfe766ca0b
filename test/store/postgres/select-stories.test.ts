import { describe, expect, test } from 'vitest';
import type { SearchNeed, StoryQuery } from '../../../src/domain/store/contract.ts';
import { stored } from '../../../src/store/postgres/record-rows.ts';
import {
  countStories,
  type Statement,
  selectSlice,
  selectStories,
} from '../../../src/store/postgres/select-stories.ts';
import { NOW } from '../opened-store.ts';

/** A statement in one line, with its values in the places where they are named. */
const said = (statement: Statement | undefined): string | undefined =>
  statement?.sql
    .replace(/\s+/g, ' ')
    .replace(/\$(\d+)/g, (_, at) => JSON.stringify(statement.values[Number(at) - 1]));

const select = (query: Partial<StoryQuery>) => said(selectStories({ limit: 9, ...query }, NOW));
const need = (text: string, ...labels: SearchNeed['labels']): SearchNeed => ({ text, labels });
const NEWEST = 'ORDER BY published DESC, id';

describe('the stories of a query', () => {
  test('are the newest, ties by id, as many as asked for', () => {
    expect(select({})).toBe(`SELECT document FROM stories WHERE true ${NEWEST} LIMIT 9`);
    expect(select({ limit: Number.POSITIVE_INFINITY })).toBe(
      `SELECT document FROM stories WHERE true ${NEWEST} `,
    );
  });

  test('have all of its labels and lie in its range, whose end does not count', () => {
    const until = NOW.add({ hours: 1 });
    const query = { company: '9990', topic: 'plants', topOnly: true, from: NOW, until, announcedOnly: true };
    expect(select(query as never)).toBe(
      `SELECT document FROM stories WHERE labels @> ["top","c:9990","t:plants"]` +
        ` AND published >= "${stored(NOW)}" AND published < "${stored(until)}" AND announced IS NOT NULL ${NEWEST} LIMIT 9`,
    );
    expect(select({ announcedOnly: false })).toBe(select({}));
  });

  test('meet each need, by all of its words or one of its labels', () => {
    expect(
      select({ words: [need('M&A plants', { topic: 'plants' }, { company: '9990' }), need('港')] }),
    ).toContain(
      "WHERE words @@ \"(('m＆a':* & 'plant':*) | '＃t＆plants' | '＃c＆9990') & (('港':*))\"::tsquery ORDER",
    );
    expect(select({ words: [need('…', { topic: 'plants' })] })).toContain(
      `words @@ "('＃t＆plants')"::tsquery`,
    );
    expect(select({ words: [need('…'), need('x')] })).toContain(`words @@ "(('x'))"::tsquery`);
  });

  test.each(['announced', 'best', undefined] as const)(
    'are none if nothing can be searched for (%s)',
    (order) => {
      const words = [need('…')];
      expect(select({ words, ...(order === undefined ? {} : { order }) })).toBeUndefined();
      expect(selectSlice({ words }, undefined, 5)).toBeUndefined();
      expect(countStories({ words }, 5)).toBeUndefined();
    },
  );

  test('announced last are chosen by that moment, and given in the order of feeds', () => {
    expect(select({ order: 'announced', language: 'ja' } as never)).toBe(
      `SELECT document FROM (SELECT document, published, id FROM stories WHERE labels @> ["l:ja"] AND announced IS NOT NULL ORDER BY announced DESC, published DESC, id LIMIT 9) AS latest ${NEWEST}`,
    );
  });

  test('that match best are ranked among the 500 newest by any of the words and by age', () => {
    const words = [need('plants', { topic: 'plants' }), need('港')];
    const sql = select({ order: 'best', words, outlet: 'kanda' } as never) ?? '';
    expect(sql).toContain(
      `ts_rank('{0, 0.33, 0.67, 1}', words, "'plant':* | '＃t＆plants' | '港':*"::tsquery)`,
    );
    expect(sql).toContain(
      `greatest(0, "${stored(NOW)}"::bigint - published)::float8 / -2592000000000::float8`,
    );
    expect(sql).toContain(
      `FROM stories WHERE labels @> ["o:kanda"] AND words @@ "(('plant':*) | '＃t＆plants') & (('港':*))"::tsquery ${NEWEST} LIMIT 500)`,
    );
    expect(sql).toMatch(/ORDER BY rank DESC, published DESC, id LIMIT 9$/);
    expect(select({ order: 'best' })).toBeUndefined();
  });
});

test('a slice begins after a place in the order of feeds', () => {
  expect(said(selectSlice({}, undefined, 50))).toBe(
    `SELECT id, published, document FROM stories WHERE true ${NEWEST} LIMIT 50`,
  );
  expect(said(selectSlice({ topOnly: true }, { published: '77', id: 'x' }, 50))).toBe(
    `SELECT id, published, document FROM stories WHERE labels @> ["top"] AND published <= "77" AND (published < "77" OR id > "x") ${NEWEST} LIMIT 50`,
  );
});

test('stories are counted no further than asked', () => {
  expect(said(countStories({ topOnly: true }, 7))).toBe(
    'SELECT count(*) AS stories FROM (SELECT 1 FROM stories WHERE labels @> ["top"] LIMIT 7) AS counted',
  );
});
