import { existsSync, writeFileSync } from 'node:fs';
import { BUSINESS_SOURCE, DEFAULT_THRESHOLD } from '../src/domain/item/relevance/judge-relevance.ts';
import type { WrittenWeights } from '../src/domain/item/relevance/weights.ts';
import { SHARED } from './labelled-set.ts';
import { isOnlyAbroad, learnRelevance, PARTS, partsOfDays } from './learn-relevance.ts';
import type { Features } from './learn-sparse.ts';
import { type Row, readRows, SIGN, TERM } from './relevance-rows.ts';

// Learns the weights of words, tags, outlets and sections for relevance, and prints how well the weights judge held-out
// days: `npx node learn/relevance.ts [--errors] [--write]`.

if (!existsSync(SHARED)) {
  console.log(`no labelled headlines: ${SHARED.pathname} is absent`);
  process.exit(0);
}

const WEIGHTS = new URL('../src/domain/item/relevance/weights.json', import.meta.url);

type Judged = { readonly row: Row; readonly odds: number; readonly part: number };

const oddsOf = ({ base, signs, terms }: WrittenWeights, features: Features): number =>
  features.reduce((sum, [name, amount]) => {
    const weight = name.startsWith(SIGN) ? signs[name.slice(SIGN.length)] : terms[name.slice(TERM.length)];
    return sum + (weight ?? 0) * amount;
  }, base);

/**
 * Judges labelled rows by weights from the other parts of the days, and held-out rows by weights from all parts. A row
 * without a day is left out unless it is held out.
 */
const judgeDaysLeftOut = (rows: readonly Row[]): readonly Judged[] => {
  const partOf = partsOfDays(rows);
  const judge = (of: readonly Row[], part: number, without: readonly number[]): readonly Judged[] => {
    const weights = learnRelevance(rows, partOf, without);
    return of.map((row) => ({ row, odds: oddsOf(weights, row.features), part }));
  };
  const labelled = rows.filter((row) => row.label !== undefined);
  const heldOut = labelled.filter((row) => row.heldOut);
  return [
    ...Array.from({ length: PARTS }, (_, part) => part).flatMap((part) =>
      judge(
        labelled.filter((row) => partOf(row) === part),
        part,
        [part],
      ),
    ),
    ...judge(heldOut, PARTS, []),
  ];
};

/**
 * Formats precision and recall over the sure labels. `more` is added to the log odds of a row, but not for a row that
 * is only about another country.
 */
const figures = (judged: readonly Judged[], threshold: number, more = 0): string => {
  const sure = judged.filter(({ row }) => row.label?.sure);
  const atLeast = Math.log(threshold / (1 - threshold));
  const kept = sure.filter(({ row, odds }) => odds + (isOnlyAbroad(row) ? 0 : more) >= atLeast);
  const right = kept.filter(({ row }) => row.label?.relevant).length;
  const relevant = sure.filter(({ row }) => row.label?.relevant).length;
  const [wrong, missed] = [kept.length - right, relevant - right];
  return `P ${(right / kept.length).toFixed(3)} R ${(right / relevant).toFixed(3)} (${right} right, ${wrong} wrong, ${missed} missed)`;
};

const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.8];

const rows = readRows();
for (const language of ['ja', 'en'] as const) {
  const judged = judgeDaysLeftOut(rows.filter((row) => row.language === language));
  const isStream = ({ row }: Judged): boolean => row.set.startsWith('stream');
  const groups = {
    'stream, first half of the days': judged.filter((one) => isStream(one) && one.part < PARTS / 2),
    'stream, second half of the days': judged.filter((one) => isStream(one) && one.part >= PARTS / 2),
    'stream, all days': judged.filter(isStream),
    'tags and tags-b': judged.filter(({ row }) => row.set.startsWith('tags')),
    'a stream of business': judged.filter(({ row }) => row.ofBusiness),
    'a stream of business, 12 to 14 August': judged.filter(({ row }) => row.set === 'data/stories-ja-e'),
    'all sections, 22 to 24 July, never learned from': judged.filter(
      ({ row }) => row.heldOut && row.day !== undefined && row.day < '2026-07-25',
    ),
    'all sections, 25 to 29 July, never learned from': judged.filter(
      ({ row }) => row.heldOut && row.day !== undefined && row.day >= '2026-07-25',
    ),
    'all sections, near the threshold': judged.filter(({ row }) => row.set === 'feeds/sections-ja'),
    'the world’s news': judged.filter(({ row }) => row.set === 'feeds/replay-en-general'),
  };
  for (const [name, group] of Object.entries(groups)) {
    if (group.length === 0) continue;
    for (const threshold of THRESHOLDS)
      console.log(`${language} ${name}, at ${threshold}: ${figures(group, threshold)}`);
    const asBusiness = figures(group, DEFAULT_THRESHOLD, BUSINESS_SOURCE[language]);
    console.log(`${language} ${name}, as of a business source: ${asBusiness}`);
  }
  if (process.argv.includes('--errors'))
    for (const { row, odds } of judged)
      if (row.label?.sure && row.label.relevant !== odds >= 0)
        console.log(
          `  ${row.label.relevant ? 'missed' : 'wrong'} ${odds.toFixed(1)} ${row.set} ${row.title}`,
        );
}

if (process.argv.includes('--write')) {
  const learn = (language: Row['language']): WrittenWeights => {
    const ofLanguage = rows.filter((row) => row.language === language);
    return learnRelevance(ofLanguage, partsOfDays(ofLanguage));
  };
  const text = `${JSON.stringify({ ja: learn('ja'), en: learn('en') }, undefined, 2)}\n`;
  writeFileSync(WEIGHTS, text);
  console.log(`${WEIGHTS.pathname}: ${Math.round(Buffer.byteLength(text) / 1000)} kB`);
}
