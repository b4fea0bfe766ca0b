import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import { chooseLead } from '../../../src/domain/story/choose-lead.ts';
import { makeArticle, makeOutlet, NOON } from '../../make.ts';

const OUTLETS = new Map(
  [
    makeOutlet('high', { priority: 80 }),
    makeOutlet('walled', { priority: 80, paywall: true }),
    makeOutlet('low', { priority: 20 }),
  ].map((outlet) => [outlet.id, outlet]),
);

const article = (id: string, outlet: string, rest: Partial<Article> = {}): Article =>
  makeArticle(id, { outlet: { id: outlet as OutletId, name: outlet }, ...rest });

test('the article of the outlet with the highest priority leads, however late it came', () => {
  const late = article('b', 'high', { published: NOON.add({ hours: 5 }) });
  expect(chooseLead([article('a', 'low'), late], OUTLETS)).toBe(late);
});

test('a source with a priority of its own ranks its articles by it, whatever outlet they belong to', () => {
  const aggregator = makeOutlet('aggregator', { sourcePriorities: { passes: 10, selects: 90 } });
  const outlets = new Map([...OUTLETS, [aggregator.id, aggregator]]);
  const passed = article('a', 'high', { source: 'passes' as SourceId });
  const own = article('b', 'low');
  expect(chooseLead([passed, own], outlets)).toBe(own);
  const selected = article('c', 'low', { source: 'selects' as SourceId });
  expect(chooseLead([article('d', 'high'), selected], outlets)).toBe(selected);
});

test('among equal outlets one without a paywall leads', () => {
  const open = article('b', 'high', { published: NOON.add({ hours: 5 }) });
  expect(chooseLead([article('a', 'walled'), open], OUTLETS)).toBe(open);
});

test('among equal articles the first published leads, then the one with the smaller id', () => {
  const first = article('b', 'high', { published: NOON.subtract({ minutes: 1 }) });
  expect(chooseLead([article('a', 'high'), first], OUTLETS)).toBe(first);
  const smaller = article('a', 'high');
  expect(chooseLead([article('b', 'high'), smaller], OUTLETS)).toBe(smaller);
});

test('a copy that was seen later does not lead, however early its date', () => {
  const copy = article('a', 'high', {
    published: NOON.subtract({ hours: 23 }),
    firstSeenAt: NOON.add({ minutes: 11 }),
  });
  const first = article('b', 'high');
  expect(chooseLead([first, copy], OUTLETS)).toBe(first);
  const inTheSameRound = { ...copy, firstSeenAt: NOON.add({ minutes: 10 }) };
  expect(chooseLead([first, inTheSameRound], OUTLETS)).toBe(inTheSameRound);
});

test('a report that was more than a day old when it came gives way to one that was not, whatever its priority', () => {
  const hoursOld = (hours: number) => ({ published: NOON.subtract({ hours }) });
  const old = article('a', 'high', hoursOld(25));
  const news = article('b', 'low');
  expect(chooseLead([old, news], OUTLETS)).toBe(news);
  const ofToday = article('a', 'high', hoursOld(24));
  expect(chooseLead([ofToday, news], OUTLETS)).toBe(ofToday);
  expect(chooseLead([article('b', 'low', hoursOld(30)), old], OUTLETS)).toBe(old);
  const english = article('a', 'high', { ...hoursOld(25), language: 'en' });
  expect(chooseLead([english, news], OUTLETS, 'en')).toBe(english);
});

test('a headline gives way to a later report of its outlet if its day was over then', () => {
  const eve = article('a', 'high', { title: '架空対策 あす閣議決定へ' });
  const nextDay = NOON.add({ hours: 22 });
  const done = article('b', 'high', {
    title: '架空対策を閣議決定',
    published: nextDay,
    firstSeenAt: nextDay,
  });
  expect(chooseLead([eve, done], OUTLETS)).toBe(done);
  expect(chooseLead([eve, { ...done, published: NOON.add({ hours: 1 }) }], OUTLETS)).toBe(eve);
  expect(chooseLead([eve, { ...done, outlet: article('c', 'low').outlet }], OUTLETS)).toBe(eve);
});

test('the first report of an outlet of less priority does not decide which of two better outlets leads', () => {
  const [soon, late] = [NOON.add({ hours: 1 }), NOON.add({ hours: 2 })];
  const second = article('b', 'high', { published: soon, firstSeenAt: soon });
  const copy = article('a', 'high', { firstSeenAt: late });
  expect(chooseLead([article('c', 'low'), second, copy], OUTLETS)).toBe(second);
});

test('a copy of a page leads no story before the article of the outlet whose page it is, whatever its priority', () => {
  const outlets = new Map(
    [
      makeOutlet('page', { priority: 20, home: 'https://page.example/' }),
      makeOutlet('high', { priority: 80 }),
    ].map((outlet) => [outlet.id, outlet]),
  );
  const canonicalUrl = 'https://page.example/1001';
  const original = article('b', 'page', { canonicalUrl, published: NOON.add({ hours: 1 }) });
  const copy = article('a', 'high', { canonicalUrl });
  expect(chooseLead([copy, original], outlets)).toBe(original);
  expect(chooseLead([copy, { ...original, canonicalUrl: 'https://page.example/1002' }], outlets)).toBe(copy);
  const english: Article = { ...copy, language: 'en' };
  expect(chooseLead([english, original], outlets, 'en')).toBe(original);
});

test('an outlet that the config does not know has the default priority', () => {
  const unknown = article('b', 'unknown');
  expect(chooseLead([article('a', 'low'), unknown], OUTLETS)).toBe(unknown);
});

test('in a language view an article in that language leads', () => {
  const english = article('b', 'low', { language: 'en' });
  expect(chooseLead([article('a', 'high'), english], OUTLETS, 'en')).toBe(english);
});

test('a language view of a story without that language has the lead of every other view', () => {
  const best = article('a', 'high');
  expect(chooseLead([article('b', 'low'), best], OUTLETS, 'en')).toBe(best);
});

test('the order of arrival never decides', () => {
  const any = fc.record({
    outlet: fc.constantFrom('high', 'walled', 'low', 'unknown'),
    minutes: fc.integer({ min: 0, max: 3 }),
    seen: fc.integer({ min: 3, max: 16 }),
  });
  fc.assert(
    fc.property(
      fc.array(any, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      (made, chance) => {
        const articles = made.map(({ outlet, minutes, seen }, index) =>
          article(`id${index}`, outlet, {
            published: NOON.add({ minutes }),
            firstSeenAt: NOON.add({ minutes: seen }),
          }),
        );
        const [first, ...rest] = articles;
        if (first === undefined) return;
        const shuffled = articles
          .map((one) => ({ one, key: chance.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const [other, ...others] = shuffled;
        if (other === undefined) return;
        expect(chooseLead([other, ...others], OUTLETS)).toBe(chooseLead([first, ...rest], OUTLETS));
      },
    ),
  );
});
