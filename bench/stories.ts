import { articleOf, createTagger, isAvailable, readLines, WINDOW_MS } from '../learn/labelled-set.ts';
import { readAllSets } from '../learn/read-sets.ts';
import { realGlossary, realWords } from '../test/domain/tag/real-dictionary.ts';
import { measureFill, measureOrder, measureSpeed } from './stories-running.ts';

/**
 * Prints the speed of folding, the memory of the window, and the effect of the order of arrival: `npx node
 * bench/stories.ts [speed]`. With `speed`, the order is left out. The quality of folding is measured by learn/learn.ts.
 */
if (!isAvailable) {
  console.log('../shared/data is absent: nothing to measure');
  process.exit(0);
}
const tag = createTagger();
const settings = {
  windowMs: WINDOW_MS,
  acrossLanguages: true,
  strictness: 'normal',
  glossary: realGlossary,
  dictionary: realWords,
} as const;
const titles = [
  'feeds/replay-ja-business.jsonl',
  'feeds/replay-ja-general.jsonl',
  'feeds/replay-en-general.jsonl',
]
  .flatMap(readLines)
  .map((line) => tag(articleOf(line)));

if (process.argv[2] !== 'speed')
  console.log(
    measureOrder(
      readAllSets(tag).filter(({ name }) => name.startsWith('stories-ja')),
      settings,
    ),
  );
for (const count of [10_000, 100_000]) console.log(measureSpeed(titles, count, settings, tag));
console.log(measureFill(titles, 100_000, settings, tag));
