import { type FoldSettings, SHIPPED_PARAMETERS } from '../src/domain/story/fold-articles.ts';
import { realGlossary } from '../test/domain/tag/real-dictionary.ts';
import {
  articleOf,
  createTagger,
  isAvailable,
  type LabelledSet,
  PARTS,
  readBilingualSets,
  readJapaneseSets,
  readLines,
} from './stories-data.ts';
import { learnParameters, WINDOW_MS } from './stories-learning.ts';
import { measureFill, measureOrder, measureSpeed, SHUFFLES, shuffleWithinAnHour } from './stories-running.ts';
import { addTallies, formatRates, type Tally, tallySet } from './stories-score.ts';
import { pairStrangers, readWorlds } from './stories-strangers.ts';
import { addStrangers, joinStrangers, type StrangersJoined } from './stories-strangers-joined.ts';
import { foldInOrder } from './stories-stream.ts';

/**
 * Prints how well stories are folded on days and families that were not learned from, how much better it looks
 * on those that were, how fast it is and how long 100,000 articles take:
 * `npx node bench/stories.ts [THRESHOLD,…|speed]`. With thresholds, it prints the unseen figures at each of them
 * instead: from these the shipped ones are chosen.
 */
if (!isAvailable) {
  console.log('../shared/data is absent: nothing to measure');
  process.exit(0);
}
const tag = createTagger();
const glossary = realGlossary;
const japanese = readJapaneseSets(tag);
const bilingual = readBilingualSets(tag);
const sets = [...japanese, ...bilingual];
const worlds = readWorlds(sets, tag);
const titles = [
  'feeds/replay-ja-business.jsonl',
  'feeds/replay-ja-general.jsonl',
  'feeds/replay-en-general.jsonl',
]
  .flatMap(readLines)
  .map(articleOf);

const results = new Map<string, Tally[]>();
const note = (name: string, tally: Tally): void => {
  results.set(name, [...(results.get(name) ?? []), tally]);
};

/** Folds the articles of one part of a set by themselves, and notes the scores under a name. */
const measure = (name: string, set: LabelledSet, part: number, settings: FoldSettings): void => {
  const isIn = (i: number): boolean => set.part[i] === part;
  const storyOf = foldInOrder(
    set.articles.filter((_, i) => isIn(i)),
    settings,
  );
  note(`${name}: ${set.bilingual ? set.name : 'japanese'}`, tallySet(set, storyOf, isIn));
  if (!set.bilingual) return;
  for (const pair of ['ja-ja', 'ja-en', 'en-en']) {
    const isPair = (i: number, j: number): boolean =>
      [
        `${set.articles[i]?.language}-${set.articles[j]?.language}`,
        `${set.articles[j]?.language}-${set.articles[i]?.language}`,
      ].includes(pair);
    note(`${name}: ${set.name} ${pair}`, tallySet(set, storyOf, isIn, isPair));
  }
};

const strangers = new Map<string, StrangersJoined>();

/** Folds one part of all worlds, moved together, and notes how many that are strangers were joined. */
const noteStrangers = (name: string, part: number, settings: FoldSettings): void => {
  const before = strangers.get(name) ?? { articles: 0, stories: 0, joined: 0, mixed: 0 };
  strangers.set(name, addStrangers(before, joinStrangers(worlds, part, settings)));
};

const dayOf = ({ firstSeenAt }: { readonly firstSeenAt: Temporal.Instant }): string =>
  firstSeenAt.toString().slice(0, 10);
const isSpeedAlone = process.argv[2] === 'speed';
const thresholds = isSpeedAlone ? undefined : process.argv[2]?.split(',').map(Number);

for (let part = 0; part < (isSpeedAlone ? 0 : PARTS); part += 1) {
  const hidden = new Set(
    sets.flatMap((set) => set.articles.filter((_, i) => set.part[i] === part)).map(({ title }) => title),
  );
  const days = new Set(japanese[part]?.articles.map(dayOf));
  const unlabelled = [
    ...titles.filter((article) => !days.has(dayOf(article))),
    ...bilingual.flatMap(({ articles }) => articles),
  ].filter(({ title }) => !hidden.has(title));
  const learned = learnParameters(
    sets,
    unlabelled,
    glossary,
    (set, i) => set.part[i] !== part,
    (read) => pairStrangers(worlds, read, (other) => other !== part),
    SHIPPED_PARAMETERS.thresholds,
  );
  const settings = {
    windowMs: WINDOW_MS,
    acrossLanguages: true,
    strictness: 'normal',
    glossary,
    parameters: learned,
  } as const;
  const settingsAt = (t: number): FoldSettings => {
    const one = { normal: t, careful: t };
    return { ...settings, parameters: { ...learned, thresholds: { japanese: one, bilingual: one } } };
  };
  if (thresholds === undefined) noteStrangers('normal', part, settings);
  for (const t of thresholds ?? []) noteStrangers(`at ${t}`, part, settingsAt(t));
  for (const set of sets) {
    if (!set.part.includes(part)) continue;
    for (const t of thresholds ?? []) measure(`unseen at ${t}`, set, part, settingsAt(t));
    if (thresholds !== undefined) continue;
    measure('unseen, normal', set, part, settings);
    for (let k = 0; k < SHUFFLES && !set.bilingual; k += 1)
      measure('unseen, normal, shuffled within an hour', shuffleWithinAnHour(set, k), part, settings);
    measure('unseen, careful', set, part, { ...settings, strictness: 'careful' });
    measure('learned, normal', set, part, { ...settings, parameters: SHIPPED_PARAMETERS });
  }
}
if (!isSpeedAlone) {
  console.log('| days or families | precision | recall | F1 | look-alikes joined | exact | largest |');
  console.log('|---|---|---|---|---|---|---|');
  for (const [name, tallies] of [...results].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(formatRates(name, addTallies(tallies)));
  for (const [name, { articles, stories, joined, mixed }] of strangers)
    console.log(
      `strangers, unseen, ${name}: ${joined} pairs in two languages joined, ${mixed} of ${stories} stories mix worlds, ${articles} articles`,
    );
}

if (thresholds === undefined) {
  const settings = { windowMs: WINDOW_MS, acrossLanguages: true, strictness: 'normal', glossary } as const;
  if (!isSpeedAlone) console.log(measureOrder(japanese, settings));
  const tagged = titles.map(tag);
  for (const count of [10_000, 100_000]) console.log(measureSpeed(tagged, count, settings, tag));
  console.log(measureFill(tagged, 100_000, settings, tag));
}
