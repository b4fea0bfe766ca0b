import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/domain/article/article.ts';
import { reviseArticle } from '../../src/domain/article/revise-article.ts';
import { makeEntry } from '../../src/domain/entry/make-entry.ts';
import { createFolding } from '../../src/domain/folding/fold-articles.ts';
import { type Candidate, normaliseItem } from '../../src/domain/item/normalise-item.ts';
import { arrangeFrontPage } from '../../src/domain/ranking/front-page.ts';
import { independentReports } from '../../src/domain/ranking/independent-reports.ts';
import { createMatters } from '../../src/domain/ranking/matters-of.ts';
import { rankStories } from '../../src/domain/ranking/rank-stories.ts';
import { rankingContext } from '../../src/domain/ranking/ranking-context.ts';
import { createRelated } from '../../src/domain/ranking/related-stories.ts';
import { matcherOf } from '../../src/domain/search/find-matches.ts';
import type { Language } from '../../src/domain/source/source.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { tagArticle } from '../../src/domain/tag/tag-article.ts';
import { judgeCandidate } from '../../src/intake/judge-candidate.ts';
import { realConfig, realDictionary } from '../domain/tag/real-dictionary.ts';
import { makeArticle, makeRawItem, makeSource, makeStory, NOON } from '../make.ts';
import { ROOT } from '../support/product.ts';

type Reader = readonly [name: string, read: (title: string, language: Language) => unknown];

const DOMAIN = path.join(ROOT, 'src/domain');

const EXPORTED =
  /^export const (\w+) = \((?:title|text|sentence|html|written): string(?:, (title|written|text|asked|limit|ems|language): [^,:]+)?\): /gm;

/** Resolves to the exported functions of the domain that read one text, or one text and a value with a known name. */
const readersOfText = async (): Promise<readonly Reader[]> => {
  const readers: Reader[] = [];
  for (const file of readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const exported = [...readFileSync(path.join(DOMAIN, file), 'utf8').matchAll(EXPORTED)];
    if (exported.length === 0) continue;
    const module: Record<string, (...given: readonly unknown[]) => unknown> = await import(
      path.join(DOMAIN, file)
    );
    for (const [, name = '', second = 'title'] of exported)
      readers.push([
        `${path.basename(file)} ${name}`,
        (title, language) => module[name]?.(title, { limit: 80, ems: 20, language }[second] ?? title),
      ]);
  }
  return readers;
};

const dictionary = realDictionary();
const folding = createFolding(realConfig.fold);
const context = rankingContext(realConfig);
const ENTRY = {
  outlets: context.outlets,
  topics: new Map(),
  companies: () => undefined,
  excerpt: realConfig.feed.excerpt,
};

const twoOf = (title: string, language: Language): readonly [Article, Article] => [
  makeArticle('a', { title, language }),
  makeArticle('b', { title: `${title.slice(1)}東`, language }),
];

const storiesOf = (title: string, language: Language): readonly Story[] =>
  twoOf(title, language).map((article) => makeStory(article.id, { articles: [article] }));

const rankedOf = (title: string, language: Language) =>
  rankStories(storiesOf(title, language), context, NOON);

const READERS: readonly Reader[] = [
  ...(await readersOfText()),
  ['judgeCandidate', (title, language) => judgeCandidate(made(title, language), SOURCE, dictionary, 0)],
  ['tagArticle', (title) => tagArticle({ title }, dictionary)],
  ['folding.place', (title, language) => folding.place(twoOf(title, language), NOON)],
  ['mayBeOneEvent', (title, language) => folding.mayBeOneEvent(...twoOf(title, language))],
  [
    'reviseArticle',
    (title, language) => reviseArticle(twoOf(title, language)[0], made(`${title}x`, language)),
  ],
  ['independentReports', (title, language) => independentReports([...twoOf(title, language)])],
  ['createMatters', (title, language) => createMatters(rankedOf(title, language))],
  ['createRelated', (title, language) => createRelated(rankedOf(title, language))],
  ['arrangeFrontPage', (title, language) => arrangeFrontPage(storiesOf(title, language), context, SETUP)],
  ['matcherOf', (title) => matcherOf(() => title)(title.slice(0, 30))],
  ['makeEntry', (title, language) => storiesOf(title, language).map((story) => makeEntry(story, ENTRY))],
];

const SETUP = { now: NOON, perSection: 6, isOfDay: false };
const SOURCE = makeSource('kaku');
const made = (title: string, language: Language): Candidate => makeArticle('c', { title, language });

/** Returns the title that the intake makes of a title. */
const takenIn = (title: string): string => {
  const reading = { outlets: [], firstSeenAt: NOON, firstPoll: false, digest: (text: string) => text };
  const candidate = normaliseItem(makeRawItem({ title }), SOURCE, reading);
  return 'title' in candidate ? candidate.title : '';
};

const MARKS = '\u0327'.repeat(7);
const long = (unit: string, length = 8_192): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const UNITS = [
  ...['「', '」', '「」', '“', '【', '『「', '氏「', '社長「', '総裁', 'の', '円', '1', '1,', '1円', '7203'],
  ...['ﷺ', '㍿', 'トヨタ', '金融庁監督', '東京', '原油', '利上げ', '人口', 'コメ', '1月', 'へ ', ' - ', '|'],
  ...['a', 'A ', 'a.', 'governor ', 'Inc. ', 'oil, ', '・', '、', '？', '/', '#'],
];

const NASTY = [
  ...UNITS,
  ...['「', '“', '【', '株', '・', '円'].map((unit) => `${unit}${MARKS}`),
  ...['「」', '“”', '【/', '【」', '「社長', '「1', 'へ ', ' |'].map(
    ([first = '', ...second]) => `${long(first, 250)}${long(second.join(''), 250)}`,
  ),
  `日銀の利上げ0 ${long(`「${MARKS}`)}`,
].map((unit) => takenIn(long(unit)));

const PLAIN = long('架空電機、来年度に新工場を稼働 車載部品の生産を三割増やす。', 600);

/** Returns the CPU time, in ms, that this thread spends on some work. */
const cpuMs = (work: () => unknown): number => {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
};

/**
 * Returns the least CPU time, in ms, of up to four readings. Each reading is of another part of the title, because a
 * reader may cache what it has read. If a reading takes at most `enoughMs`, none follows.
 */
const leastMs = ([, read]: Reader, title: string, enoughMs: number): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let from = 0; from < 4 && least > enoughMs; from++) {
    const part = title.slice(from);
    least = Math.min(
      least,
      cpuMs(() => LANGUAGES.map((language) => read(part, language))),
    );
  }
  return least;
};

const LANGUAGES = ['ja', 'en'] as const;

/** Reads `count` plain titles of 500 characters with all readers. */
const readPlain = (from: number, count: number): void => {
  for (let n = from; n < from + count; n++)
    for (const [, read] of READERS) for (const language of LANGUAGES) read(PLAIN.slice(n, n + 500), language);
};

describe('ReDoS by titles', () => {
  test('a title without end is cut, to a thousand characters at most in NFKC', () => {
    for (const title of NASTY) expect(title.normalize('NFKC').length).toBeLessThanOrEqual(1000);
    expect(Math.max(...NASTY.map((title) => title.length))).toBeGreaterThan(490);
  });

  readPlain(0, 20);
  const mostMs = cpuMs(() => readPlain(20, 3));

  // All times are CPU times on one machine, so a slow or busy machine fails no test.
  test.each(READERS)(
    '%s reads a hostile title before all readers have read three plain ones',
    (...reader) => {
      const times = NASTY.map((title) => ({ title: title.slice(0, 20), ms: leastMs(reader, title, mostMs) }));
      expect(times.filter(({ ms }) => ms > mostMs)).toEqual([]);
    },
  );
});
