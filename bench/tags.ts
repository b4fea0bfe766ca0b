import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { DEFAULT_THRESHOLD, judgeRelevance } from '../src/domain/item/relevance/judge-relevance.ts';
import { makeDictionary } from '../src/domain/tag/dictionary.ts';
import { tagArticle } from '../src/domain/tag/tag-article.ts';
import { realConfig } from '../test/domain/tag/real-dictionary.ts';
import { threadMs } from './process-costs.ts';
import { f1, figures, type Item, type Label, type Prediction, scoreTags } from './score-tags.ts';
import { THRIFTY_NODE } from './thrifty-node.ts';

// Prints how well and how fast headlines are tagged: `npx node bench/tags.ts [--errors]`.

const shared = new URL('../../shared/data/', import.meta.url);
if (!existsSync(shared)) {
  console.log(`no labelled headlines: ${shared.pathname} is absent`);
  process.exit(0);
}
// With the daemon's flags, the memory can be compared with a daemon's memory.
const FLAGS = THRIFTY_NODE.flags;
if (!FLAGS.every((flag) => process.execArgv.includes(flag))) {
  const { status } = spawnSync(process.execPath, [...FLAGS, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

const read = (file: string): string => readFileSync(new URL(file, shared), 'utf8');
const items = (file: string): readonly Item[] =>
  read(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Item);

/** Measures the elapsed time, which other work of the machine changes, and the processor time of the main thread. */
const timed = <Result>(
  work: () => Result,
): { readonly result: Result; readonly wallMs: number; readonly cpuMs: number } => {
  const [startedMs, usedMs] = [performance.now(), threadMs()];
  const result = work();
  return { result, wallMs: performance.now() - startedMs, cpuMs: threadMs() - usedMs };
};

const ROUNDS = 10;
const all = ['tags.jsonl', 'tags-b.jsonl', 'stories-bilingual-b.jsonl'].flatMap(items);
// The tagger caches recent texts, so each round has texts of its own.
const rounds = Array.from({ length: ROUNDS }, (_, round) =>
  all.map((item) => ({
    ...item,
    title: `${item.title} #${round}`,
    ...(item.summary === undefined ? {} : { summary: `${item.summary} #${round}` }),
  })),
);

const rssBefore = process.memoryUsage().rss;
const built = timed(() => makeDictionary(realConfig));
const dictionary = built.result;

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

const predict = (item: Item): Prediction => {
  const article = {
    ...item,
    language: JAPANESE.test(item.title) ? ('ja' as const) : ('en' as const),
    categories: [],
    ...(item.url === undefined ? {} : { link: item.url }),
  };
  const tags = tagArticle(article, dictionary);
  return {
    companies: tags.flatMap((tag) => (tag.kind === 'company' ? [tag.code] : [])),
    topics: tags.flatMap((tag) => (tag.kind === 'topic' ? [tag.key] : [])),
    relevant: judgeRelevance(article, tags, dictionary, { scope: 'general', threshold: DEFAULT_THRESHOLD })
      .relevant,
  };
};

const report = (name: string, list: readonly Item[], labels?: Readonly<Record<string, Label>>): void => {
  const score = scoreTags(list, labels, predict);
  console.log(`${name}: ${list.length} items`);
  console.log(`  companies     ${figures(score.companies)}`);
  if (labels !== undefined) {
    const inGold = [...score.byTopic].filter(([, { right, missed }]) => right + missed > 0);
    const macro = inGold.reduce((sum, [, counts]) => sum + f1(counts), 0) / inGold.length;
    console.log(`  topics micro  ${figures(score.topics)}`);
    console.log(`  topics macro  F1 ${macro.toFixed(3)} over ${inGold.length}`);
    console.log(`  relevance     ${figures(score.relevance)}`);
  }
  if (process.argv.includes('--errors')) for (const error of score.errors) console.log(`    ${error}`);
};

for (const name of ['tags', 'tags-b']) {
  const list = items(`${name}.jsonl`);
  const labels = JSON.parse(read(`${name}.labels.json`)) as Record<string, Label>;
  const half = Math.ceil(list.length / 2);
  report(`${name}, first half`, list.slice(0, half), labels);
  report(`${name}, second half`, list.slice(half), labels);
  report(name, list, labels);
}
report('stories-bilingual-b', items('stories-bilingual-b.jsonl'));

const tagged = timed(() => {
  for (const round of rounds) for (const item of round) predict(item);
});
const perSecond = (ms: number): number => Math.round((ROUNDS * all.length * 1000) / ms);
const rssMb = (process.memoryUsage().rss - rssBefore) / 1e6;
console.log(
  `dictionary of ${dictionary.names.length} names: ${built.wallMs.toFixed(0)} ms (${built.cpuMs.toFixed(0)} ms of the main thread)`,
);
console.log(`${perSecond(tagged.wallMs)} items/s (${perSecond(tagged.cpuMs)} a second of the main thread)`);
console.log(`memory +${rssMb.toFixed(0)} MB`);
