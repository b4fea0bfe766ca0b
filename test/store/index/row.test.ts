import { describe, expect, test } from 'vitest';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import {
  firstNumber,
  hashOfKey,
  hexOfKey,
  hourOf,
  keyNumber,
  labelsOf,
  labelToken,
  rowOf,
  TIE_BITS,
  token,
} from '../../../src/store/index/row.ts';
import { instant } from '../../make.ts';
import { anArticle, aStory } from '../make-story.ts';
import { NOW } from '../opened-store.ts';

describe('the row of a story', () => {
  test('has its dates, its number, a label for each of its traits, and its words', () => {
    const other = anArticle(2, {
      outlet: { id: 'ueno' as OutletId, name: 'Ueno' },
      language: 'en',
      title: 'Kaku Shoji expands',
      summary: 'A plant',
      tags: [],
      firstSeenAt: NOW,
    });
    const announcedAt = NOW.add({ hours: 1 });
    const articles = [anArticle(1), other] as const;
    const row = rowOf(aStory(1, { articles, topAt: NOW, published: NOW, announcedAt }));
    expect(row).toEqual({
      id: aStory(1).id,
      n: expect.any(BigInt),
      gained: NOW.epochMilliseconds * 1000,
      announced: announcedAt.epochMilliseconds * 1000,
      labels: ['o:kanda', 'l:ja', 'c:9990', 't:plants', 'o:ueno', 'l:en', 'top'],
      title: expect.stringContaining('kaku'),
      body: expect.stringContaining('plant'),
    });
    // What the title has, the body does not repeat.
    const [title, body] = [row.title.split(' '), row.body.split(' ')];
    expect(title.filter((term) => body.includes(term))).toEqual([]);
    const { announcedAt: _, ...silent } = aStory(1);
    expect(rowOf(silent)).toMatchObject({
      announced: null,
      labels: ['o:kanda', 'l:ja', 'c:9990', 't:plants'],
    });
  });

  test('orders stories by date, and those of one microsecond by the beginning of their ids', () => {
    const n = (id: string, published = NOW) => rowOf(aStory(1, { id: id as never, published })).n;
    expect(n('aaaa', NOW.add({ microseconds: 1 }))).toBeGreaterThan(n('aaaa'));
    expect(n('aaaa')).toBeGreaterThan(n('baaa'));
    expect(n('aaaa')).toBeGreaterThan(n('azaa'));
    for (const id of ['aaaa', 'zzzz', '2222', '7777']) {
      expect(n(id) >> TIE_BITS, id).toBe(BigInt(NOW.epochMilliseconds) * 1000n);
      expect(n(id)).toBeGreaterThanOrEqual(firstNumber(NOW));
      expect(n(id)).toBeLessThan(firstNumber(NOW.add({ microseconds: 1 })));
    }
  });

  test('has a number that SQLite can hold, whatever the date', () => {
    const [first, last] = [instant('-271821-04-20T00:00:00Z'), instant('+275760-09-13T00:00:00Z')];
    for (const moment of [first, last]) {
      const number = firstNumber(moment);
      expect(BigInt.asIntN(64, number)).toBe(number);
    }
    expect(firstNumber(first)).toBe(-firstNumber(last));
    expect(firstNumber(instant('1830-01-01T00:00:00Z'))).toBeGreaterThan(firstNumber(first));
    expect(firstNumber(instant('2110-01-01T00:00:00Z'))).toBeLessThan(firstNumber(last));
  });

  test('is found by its text as far as a page shows it, and by each report’s own share', () => {
    const wordsOf = (count: number, length: number) =>
      Array.from({ length: count }, (_, n) =>
        anArticle(n, { title: 'x', summary: `${'a'.repeat(length)} end${n}` }),
      );
    const body = (count: number, length: number) => {
      const [first, ...others] = wordsOf(count, length) as [ReturnType<typeof anArticle>];
      return rowOf(aStory(1, { articles: [first, ...others] })).body;
    };
    expect(body(1, 490)).toContain('end0');
    expect(body(50, 494)).toContain('end49');
    expect(body(50, 495)).not.toContain('end49');
  });
});

test('a filter has a label for each of its parts, the rarest kind first', () => {
  const all = { language: 'ja', outlet: 'kanda', topic: 'plants', company: '9990', topOnly: true } as const;
  expect(labelsOf(all as never)).toEqual(['top', 'c:9990', 't:plants', 'o:kanda', 'l:ja']);
  expect(labelsOf({})).toEqual([]);
  expect(labelsOf({ topOnly: false })).toEqual([]);
});

test('terms and labels are tokens of letters and digits, which no text can be taken for', () => {
  expect(token('m&a 5% が')).toBe('m＆a 5＆ が');
  expect(labelToken('c:9990')).toBe('＃c＆9990');
});

test('the hash of a key is the same in hex and as a number', () => {
  const hash = hashOfKey('url:https://kanda.example/news/1');
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  for (const one of [hash, '0000000000000001', 'ffffffffffffffff', '8000000000000000'])
    expect(hexOfKey(keyNumber(one))).toBe(one);
  expect(keyNumber('ffffffffffffffff')).toBe(-1n);
});

test('hours are counted since 1970', () => {
  expect(hourOf(instant('1970-01-01T00:59:59.999Z'))).toBe(0);
  expect(hourOf(instant('1970-01-01T01:00:00Z'))).toBe(1);
  expect(hourOf(instant('1969-12-31T23:59:59Z'))).toBe(-1);
});
