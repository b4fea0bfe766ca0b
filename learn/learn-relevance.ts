import { NOT_ONLY_ABROAD, ONLY_ABROAD } from '../src/domain/item/relevance/japanese-side.ts';
import { BUSINESS_SOURCE } from '../src/domain/item/relevance/judge-relevance.ts';
import type { WrittenWeights } from '../src/domain/item/relevance/weights.ts';
import { type Features, type LearnedWeights, learnSparse, oddsOf } from './learn-sparse.ts';
import { type Row, SIGN, TERM } from './relevance-rows.ts';

/** Number of parts into which the days are divided. The days of a part follow each other. */
export const PARTS = 4;

/** The number for a row without a part: the day of the row is unknown, or the row is held out. */
const NO_PART = -1;

/** Makes a function that returns the part to which the day of a row belongs, or `NO_PART`. */
export const partsOfDays = (rows: readonly Row[]): ((row: Row) => number) => {
  const days = [...new Set(rows.flatMap(({ day, heldOut }) => (heldOut ? [] : (day ?? []))))].sort();
  return ({ day, heldOut }) =>
    day === undefined || heldOut ? NO_PART : Math.floor((days.indexOf(day) * PARTS) / days.length);
};

/**
 * Learns the weights of one language from labels. If sections of outlets are known, a teacher learns words of business
 * from them. The teacher of a labelled row learns nothing from the row's own part of the days. Nothing is learned from
 * the parts in `without`.
 */
export const learnRelevance = (
  rows: readonly Row[],
  partOf: (row: Row) => number,
  without: readonly number[] = [],
): WrittenWeights => {
  const labelled = rows.filter(
    (row) => row.label !== undefined && !row.heldOut && !without.includes(partOf(row)),
  );
  const sections = rows.filter(
    (row) => row.business === false || (row.business && !isOnlyAbroad(row) && !hasSign(row, NOT_ONLY_ABROAD)),
  );
  const teachers = new Map<string, LearnedWeights>();
  const teacherWithout = (parts: readonly number[]): LearnedWeights | undefined => {
    if (sections.length === 0) return undefined;
    const key = parts.toSorted((a, b) => a - b).join();
    return teachers.getOrInsertComputed(key, () =>
      learnTeacher(sections.filter((row) => !parts.includes(partOf(row)))),
    );
  };
  const learned = learnLabels(
    labelled.map((row) => ({ row, teacher: teacherWithout([...without, partOf(row)]) })),
  );
  return unite(learned, teacherWithout(without), LEAST_WEIGHT[rows[0]?.language ?? 'ja']);
};

export const isOnlyAbroad = (row: Row): boolean => hasSign(row, ONLY_ABROAD);

const hasSign = ({ features }: Row, sign: string): boolean =>
  features.some(([name]) => name === `${SIGN}${sign}`);

/**
 * Returns the features from which a teacher learns. Outlets and sections are left out: they nearly tell the answer, so
 * the teacher would learn no words.
 */
const taught = ({ features }: Row): Features => features.filter(([name]) => !PLACE.test(name));

const PLACE = /^sign (outlet:|(trade|business)-outlet|(business|other)-section)/;

const learnTeacher = (rows: readonly Row[]): LearnedWeights =>
  learnSparse(
    rows.map((row) => ({ features: taught(row), label: row.business === true, weight: 1 })),
    { ridge: () => 1, leastRows: 3, rounds: 10, stepSize: 0.2 },
  );

const TEACHER = 'teacher';

/** Factor of the teacher's log odds. */
const TEACHER_SHARE = 0.5;

/** Factor of the weight of an unsure label. */
const UNSURE_WEIGHT = 0.4;

/** Factor of the weight of a relevant headline. Few English headlines are relevant, so each of these counts twice. */
const RELEVANT_WEIGHT = { ja: 1, en: 2 } as const;

/**
 * Strengths of the L2 penalty. An outlet has a high penalty, because it is weak evidence for one headline.
 * Rare features need a high penalty, too: terms, and above all English terms, which have no teacher.
 */
const RIDGE = { sign: 6, outlet: 12, term: { ja: 9, en: 20 } } as const;

const ridgeOf = (name: string, language: Row['language']): number => {
  if (name === TEACHER) return 0;
  if (name.startsWith(TERM)) return RIDGE.term[language];
  return name.startsWith(`${SIGN}outlet:`) ? RIDGE.outlet : RIDGE.sign;
};

const learnLabels = (
  rows: readonly { readonly row: Row; readonly teacher: LearnedWeights | undefined }[],
): LearnedWeights =>
  learnSparse(
    rows.flatMap(({ row, teacher }) => {
      const { label, language, features } = row;
      if (label === undefined) return [];
      const says: Features =
        teacher === undefined ? [] : [[TEACHER, oddsOf(teacher, taught(row)) * TEACHER_SHARE]];
      const weight = (label.sure ? 1 : UNSURE_WEIGHT) * (label.relevant ? RELEVANT_WEIGHT[language] : 1);
      const known = row.ofBusiness && !isOnlyAbroad(row) ? BUSINESS_SOURCE[language] : 0;
      return [{ features: [...says, ...features], label: label.relevant, known, weight }];
    }),
    {
      ridge: (name) => ridgeOf(name, rows[0]?.row.language ?? 'ja'),
      leastRows: 2,
      rounds: 60,
      stepSize: 0.1,
    },
  );

/** Minimum absolute weight that is written. Weights nearer 0 hardly change a judgement, and make the file longer. */
const LEAST_WEIGHT = { ja: 0.08, en: 0.03 } as const;

const unite = (
  learned: LearnedWeights,
  teacher: LearnedWeights | undefined,
  least: number,
): WrittenWeights => {
  const share = (learned.weights.get(TEACHER) ?? 0) * TEACHER_SHARE;
  const names = new Set([...learned.weights.keys(), ...(teacher?.weights.keys() ?? [])]);
  const weightOf = (name: string): number =>
    round((learned.weights.get(name) ?? 0) + share * (teacher?.weights.get(name) ?? 0));
  const table = (prefix: string): Readonly<Record<string, number>> =>
    Object.fromEntries(
      [...names]
        .filter((name) => name.startsWith(prefix) && Math.abs(weightOf(name)) >= least)
        .sort()
        .map((name) => [name.slice(prefix.length), weightOf(name)]),
    );
  return { base: round(learned.base + share * (teacher?.base ?? 0)), signs: table(SIGN), terms: table(TERM) };
};

const round = (value: number): number => Math.round(value * 100) / 100;
