import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/daemon/read-config.ts';
import { marketOf } from '../src/domain/ranking/market-of.ts';
import { createMinorFinder } from '../src/domain/ranking/minor-news.ts';
import { rankingContext } from '../src/domain/ranking/ranking-context.ts';
import { createSignFinder } from '../src/domain/ranking/worth/find-signs.ts';
import { LEAST_WORTH } from '../src/domain/ranking/worth/judge-worth.ts';
import type { Story } from '../src/domain/story/story.ts';
import { makeDictionary } from '../src/domain/tag/dictionary.ts';
import { openedStore } from '../test/store/opened-store.ts';
import { AUGUST, hasHeadlines, LATE_AUGUST, LEARNED, replayDays } from '../test/support/replay-days.ts';
import { type Features, type LearnedWeights, learnSparse, oddsOf } from './learn-sparse.ts';
import { type ReplayLabel, readReplayLabels } from './replay-labels.ts';

// Learns the weights of a story's signs for its worth to a front page, from stories of replayed days. Prints how well
// the weights judge held-out days: `npx node learn/worth.ts [--errors] [--write]`. `--errors` lists the stories that
// are judged wrongly.

type Row = {
  readonly title: string;
  readonly day: string;
  readonly features: Features;
  readonly label: ReplayLabel;
};

const WEIGHTS = new URL('../src/domain/ranking/worth/weights.json', import.meta.url);
/** The replayed days. `until` is the day after the last day. */
const RANGES = [
  { files: LEARNED, from: '2026-07-28', until: '2026-08-10' },
  { files: AUGUST, from: '2026-08-12', until: '2026-08-15' },
  { files: LATE_AUGUST, from: '2026-08-19', until: '2026-08-22' },
];

if (!RANGES.every(({ files }) => hasHeadlines(files))) {
  console.log('no headlines to replay: ../shared is absent');
  process.exit(0);
}

const loaded = await readConfig(join(import.meta.dirname, '../config'), {});
if (loaded.kind === 'wrong') throw new Error(JSON.stringify(loaded.problems));
const { config } = loaded;

const midnight = (day: string): Temporal.Instant => Temporal.Instant.from(`${day}T00:00:00+09:00`);

const replayedStories = async ({
  files,
  from,
  until,
}: (typeof RANGES)[number]): Promise<readonly Story[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'worth-'));
  const store = await openedStore(folder);
  await replayDays(files, { from: midnight(from), until: midnight(until) }, store, config);
  const stories = await store.stories({ announcedOnly: true, limit: Number.MAX_SAFE_INTEGER });
  await store.close();
  await rm(folder, { recursive: true });
  return stories;
};

/** Reads the labelled stories, without those that a rule makes minor and without reports of markets. */
const readRows = async (): Promise<readonly Row[]> => {
  const { outlets } = rankingContext(config);
  const { words } = config;
  const { read } = makeDictionary({ companies: [], topics: [], words });
  const findMinor = createMinorFinder(words, read);
  const findSigns = createSignFinder({ outlets, words, read });
  const labelOf = readReplayLabels('worth-labels.txt');
  const replayed: Story[] = [];
  for (const range of RANGES) replayed.push(...(await replayedStories(range)));
  return replayed.flatMap((story) => {
    const label = story.articles.map(({ link }) => labelOf(link)).find((one) => one !== undefined);
    const isNews = story.articles.some((article) => findMinor(article) === undefined);
    if (label === undefined || !isNews || marketOf(story) !== undefined) return [];
    const features = findSigns(story.articles).map(({ sign, amount }) => [sign, amount] as const);
    const day = story.published.toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString();
    return [{ title: story.articles[0].title, day, features, label }];
  });
};

/** Weight of an unsure label, which is learned as worthy and as unworthy. A sure label has weight 1. */
const UNSURE_WEIGHT = 0.25;

const learn = (rows: readonly Row[]): LearnedWeights =>
  learnSparse(
    rows.flatMap(({ features, label: { relevant, sure } }) =>
      sure
        ? [{ features, label: relevant, weight: 1 }]
        : [true, false].map((label) => ({ features, label, weight: UNSURE_WEIGHT })),
    ),
    { ridge: () => 6, leastRows: 5, rounds: 30, stepSize: 0.1 },
  );

const THRESHOLDS = [0.3, 0.4, 0.5, 0.55, 0.6, 0.7];

const rows = await readRows();
const judged = [...Map.groupBy(rows, ({ day }) => day)].flatMap(([day, ofDay]) => {
  const weights = learn(rows.filter((row) => row.day !== day));
  return ofDay.map((row) => ({ row, p: 1 / (1 + Math.exp(-oddsOf(weights, row.features))) }));
});
const worthy = judged.filter(({ row: { label } }) => label.sure && label.relevant).length;
console.log(`${rows.length} stories, ${worthy} surely worth a place; each judged without its own day:`);
for (const threshold of THRESHOLDS) {
  const taken = judged.filter(({ p }) => p >= threshold).map(({ row: { label } }) => label);
  const right = taken.filter(({ sure, relevant }) => sure && relevant).length;
  const wrong = taken.filter(({ sure, relevant }) => sure && !relevant).length;
  const [precision, recall] = [right / (right + wrong), right / worthy].map((share) => share.toFixed(3));
  const unsure = taken.length - right - wrong;
  console.log(
    `at ${threshold}: P ${precision} R ${recall} (${right} right, ${wrong} wrong, ${unsure} unsure)`,
  );
}

if (process.argv.includes('--errors'))
  for (const { row, p } of judged.toSorted((a, b) => b.p - a.p))
    if (row.label.sure && row.label.relevant !== p >= LEAST_WORTH)
      console.log(`  ${row.label.relevant ? 'missed' : 'wrong'} ${p.toFixed(2)} ${row.title}`);

if (process.argv.includes('--write')) {
  const { base, weights } = learn(rows);
  const round = (value: number): number => Math.round(value * 100) / 100;
  const signs = [...weights]
    .map(([sign, weight]) => [sign, round(weight)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = `${JSON.stringify({ base: round(base), signs: Object.fromEntries(signs) }, undefined, 2)}\n`;
  await writeFile(WEIGHTS, text);
  console.log(`${WEIGHTS.pathname}: ${signs.length} signs`);
}
