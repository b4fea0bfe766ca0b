import type { Line } from '../learn/labelled-set.ts';
import { KINDS } from './provoked-kinds.ts';

/** Names of a company in titles of each language. */
export type Named = { readonly ja: string; readonly en: string };

/**
 * Two titles by two outlets about one event of a company, about two events of a company, or about one kind of event of
 * two companies.
 */
export type ProvokedPair = {
  readonly sort: 'one event' | 'two events' | 'two companies';
  readonly languages: 'ja-ja' | 'en-en' | 'ja-en';
  readonly company: number;
  readonly lines: readonly [Line, Line];
  /** The news of each title in other words, for a summary. */
  readonly texts: readonly [string, string];
};

const PLACES = [
  ['熊本県', 'Kumamoto'],
  ['三重県', 'Mie'],
  ['岩手県', 'Iwate'],
  ['福岡県', 'Fukuoka'],
  ['静岡県', 'Shizuoka'],
  ['ベトナム', 'Vietnam'],
  ['インド', 'India'],
  ['メキシコ', 'Mexico'],
] as const;

/** Hours between the two titles of a pair. */
const HOURS_APART = [0.5, 1, 2, 4, 6, 9, 13, 20];
const START = Temporal.Instant.from('2026-10-05T01:00:00Z');

const SORTS = ['one event', 'two events', 'two companies'] as const;
const LANGUAGES = [
  ['ja', 'ja'],
  ['en', 'en'],
  ['ja', 'en'],
] as const;

/**
 * Returns one pair of each sort for each company and each pair of languages. `isUsed` selects the kinds of event, at
 * least two. The sentences come from templates, and say nothing about real events.
 */
export const provokePairs = (
  companies: readonly Named[],
  isUsed: (kind: number) => boolean,
): readonly ProvokedPair[] => {
  const kinds = [...KINDS.keys()].filter(isUsed);
  if (kinds.length < 2) throw new Error('two events of a company need two kinds');
  return companies.flatMap((named, company) =>
    LANGUAGES.flatMap(([language, other]) =>
      SORTS.map((sort): ProvokedPair => {
        const seed = company * LANGUAGES.length * SORTS.length + LANGUAGES.length * SORTS.indexOf(sort);
        const at = mixed(seed, 1) % kinds.length;
        const first = kinds[at] as number;
        const apart = 1 + (mixed(seed, 2) % (kinds.length - 1));
        const second = sort === 'two events' ? (kinds[(at + apart) % kinds.length] as number) : first;
        const way = mixed(seed, 3) % WAYS;
        const otherWay =
          sort === 'one event' && language === other
            ? (way + 1 + (mixed(seed, 4) % (WAYS - 1))) % WAYS
            : sort === 'two companies'
              ? way
              : mixed(seed, 5) % WAYS;
        const rival = companies[(company + 1) % companies.length] as Named;
        const hours = HOURS_APART[mixed(seed, 6) % HOURS_APART.length] as number;
        const name = `${language}-${other}-${company}-${sort.replace(' ', '-')}`;
        const isRival = sort === 'two companies';
        const [otherNamed, otherSeed] = isRival ? [rival, seed + 1] : [named, seed];
        const say = (inWay: number): string => fill(first, language, inWay % WAYS, named, seed);
        const sayOther = (inWay: number): string => fill(second, other, inWay % WAYS, otherNamed, otherSeed);
        return {
          sort,
          languages: `${language}-${other}` as ProvokedPair['languages'],
          company,
          lines: [
            lineOf(`${name}-1`, language, say(way), 0),
            lineOf(`${name}-2`, other, sayOther(otherWay), hours),
          ],
          texts: [say(way + 1), sayOther(otherWay + 1)],
        };
      }),
    ),
  );
};

const WAYS = 3;

const lineOf = (id: string, language: 'en' | 'ja', title: string, hours: number): Line => ({
  id,
  language,
  outlet: `outlet ${id.at(-1)}`,
  title,
  publishedAt: START.add({ minutes: Math.round(hours * 60) }).toString(),
});

const fill = (kind: number, language: 'en' | 'ja', way: number, named: Named, company: number): string => {
  const seed = kind * 7919 + company;
  const place = PLACES[mixed(seed, 7) % PLACES.length] as (typeof PLACES)[number];
  return ((KINDS[kind] as (typeof KINDS)[number])[language][way] as string)
    .replaceAll('{X}', named[language])
    .replaceAll('{P}', place[language === 'ja' ? 0 : 1])
    .replaceAll('{N}', String(12 + (mixed(seed, 8) % 87)))
    .replaceAll('{M}', String(3 + (mixed(seed, 9) % 9)));
};

/** Returns a pseudo-random number for `n` and `salt`: the same number in each run. */
const mixed = (n: number, salt: number): number => {
  const first = Math.imul(n + 1, 2_654_435_761) ^ Math.imul(salt, 2_246_822_519);
  return (Math.imul(first ^ (first >>> 15), 3_266_489_917) ^ (first >>> 13)) >>> 0;
};
