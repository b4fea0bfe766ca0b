import { writeFileSync } from 'node:fs';
import type { Parameters } from '../src/domain/story/score/parameters.ts';
import { realGlossary } from '../test/domain/tag/real-dictionary.ts';
import { articleOf, createTagger, readBilingualSets, readJapaneseSets, readLines } from './stories-data.ts';
import { learnParameters } from './stories-learning.ts';
import { pairStrangers, readWorlds } from './stories-strangers.ts';

/**
 * Learns the folding parameters from all labelled sets of ../shared/data, and from strangers, and writes them to
 * src/domain/story/parameters.json: `npx node bench/learn-stories.ts DATE`. The thresholds are those that
 * held on days that were not learned from (bench/stories.ts), never the ones that score best on these.
 */
const THRESHOLDS = { japanese: { normal: 0.31, careful: 0.45 }, bilingual: { normal: 0.22, careful: 0.45 } };

const UNLABELLED = [
  'feeds/replay-ja-business.jsonl',
  'feeds/replay-ja-general.jsonl',
  'feeds/replay-en-general.jsonl',
];

const day = process.argv[2];
if (day === undefined) throw new Error('usage: learn-stories.ts DATE');
const tag = createTagger();
const glossary = realGlossary;
const sets = [...readJapaneseSets(tag), ...readBilingualSets(tag)];
const bilingual = sets.filter((set) => set.bilingual).flatMap(({ articles }) => articles);
const unlabelled = [...UNLABELLED.flatMap(readLines).map(articleOf), ...bilingual];
const worlds = readWorlds(sets, tag);
const learned = learnParameters(
  sets,
  unlabelled,
  glossary,
  () => true,
  (read) => pairStrangers(worlds, read, () => true),
  THRESHOLDS,
);
const parameters: Parameters = {
  ...learned,
  learned: day,
  from: [...learned.from, ...worlds.map(({ name }) => `strangers: ${name}`)],
};

/** Each tree and each line of the background on a line of its own. */
const written = JSON.stringify(parameters, null, 1).replace(
  /\[\s+(-?[\d.e-]+,?\s+)+(-?[\d.e-]+)\s+\]/g,
  (list) => list.replace(/\s+/g, ' '),
);
writeFileSync(new URL('../src/domain/story/parameters.json', import.meta.url), `${written}\n`);
console.log(`${sets.length} sets, ${unlabelled.length} titles of background, ${written.length} characters`);
