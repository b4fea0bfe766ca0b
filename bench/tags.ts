import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createNameMatcher } from '../src/adapters/text/create-name-matcher.ts';
import { judgeRelevance } from '../src/domain/item/relevance.ts';
import type { Company, CompanyCode } from '../src/domain/tag/company.ts';
import { makeDictionary } from '../src/domain/tag/dictionary.ts';
import { tagArticle } from '../src/domain/tag/tag-article.ts';
import type { Topic } from '../src/domain/tag/topic.ts';

/** Prints how well and how fast headlines are tagged: `npx node bench/tags.ts [--errors]`. */
const root = new URL('..', import.meta.url);
const shared = new URL('../shared/data/', root);
const read = (path: string, base: URL = root): string => readFileSync(new URL(path, base), 'utf8');

const csvLine = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
  );

const companies = read('config/companies.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line): Company => {
    const [code = '', nameJa, nameEn, kana, aliases = '', industry, until] = csvLine(line);
    return {
      code: code as CompanyCode,
      ...(nameJa ? { nameJa } : {}),
      ...(nameEn ? { nameEn } : {}),
      ...(kana ? { kana } : {}),
      aliases: aliases.split('|').filter(Boolean),
      ...(industry ? { industry } : {}),
      ...(until ? { until } : {}),
    };
  });

type TopicLine = Omit<Topic, 'notCues'> & { readonly notCues?: Topic['notCues'] };
const topics = (parse(read('config/topics.yaml')) as { readonly topics: readonly TopicLine[] }).topics.map(
  (topic): Topic => ({ ...topic, notCues: { en: topic.notCues?.en ?? [], ja: topic.notCues?.ja ?? [] } }),
);

const rssBefore = process.memoryUsage().rss;
const builtAt = performance.now();
const dictionary = makeDictionary({ companies, topics, createMatcher: createNameMatcher });
const buildMs = performance.now() - builtAt;

type Item = {
  id: string;
  title: string;
  summary?: string;
  outlet?: string;
  url?: string;
  companies?: string[];
  trap?: string[];
};
type Label = {
  companies: string[];
  companies_maybe?: string[];
  topics: string[];
  relevant: boolean;
  unsure: boolean;
};
type Counts = { tp: number; fp: number; fn: number };

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const predict = (item: Item) => {
  const article = {
    ...item,
    language: JAPANESE.test(item.title) ? ('ja' as const) : ('en' as const),
    categories: [],
  };
  const tags = tagArticle(article, dictionary);
  const { relevant, reasons } = judgeRelevance(article, 'general', tags, dictionary, 0.5);
  return {
    companies: tags.flatMap((tag) => (tag.kind === 'company' ? [tag.code as string] : [])),
    topics: tags.flatMap((tag) => (tag.kind === 'topic' ? [tag.key as string] : [])),
    relevant,
    reasons,
  };
};

const none = (): Counts => ({ tp: 0, fp: 0, fn: 0 });
const f1 = ({ tp, fp, fn }: Counts): number => (tp === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn));
const figures = (counts: Counts): string => {
  const { tp, fp, fn } = counts;
  const p = tp + fp === 0 ? 1 : tp / (tp + fp);
  const r = tp + fn === 0 ? 1 : tp / (tp + fn);
  return `P ${p.toFixed(3)}  R ${r.toFixed(3)}  F1 ${f1(counts).toFixed(3)}  (${tp} right, ${fp} wrong, ${fn} missed)`;
};
const showErrors = process.argv.includes('--errors');

const score = (name: string, items: readonly Item[], labels?: Readonly<Record<string, Label>>): void => {
  const companyCounts = none();
  const topicCounts = none();
  const relevance = none();
  const perTopic = new Map<string, Counts>();
  for (const item of items) {
    const truth = labels?.[item.id];
    const given = predict(item);
    const wanted = truth?.companies ?? item.companies ?? [];
    const maybe = truth?.companies_maybe ?? [];
    const errors: string[] = [];
    const compare = (
      gold: readonly string[],
      got: readonly string[],
      what: string,
      count: (value: string, kind: keyof Counts) => void,
    ): void => {
      for (const value of got) {
        count(value, gold.includes(value) ? 'tp' : 'fp');
        if (!gold.includes(value)) errors.push(`${what}+${value}`);
      }
      for (const value of gold)
        if (!got.includes(value)) {
          count(value, 'fn');
          errors.push(`${what}-${value}`);
        }
    };
    compare(
      wanted,
      given.companies.filter((code) => !maybe.includes(code)),
      'C',
      (_, kind) => companyCounts[kind]++,
    );
    if (truth !== undefined) {
      compare(truth.topics, given.topics, 'T', (topic, kind) => {
        topicCounts[kind]++;
        const counts = perTopic.get(topic) ?? none();
        counts[kind]++;
        perTopic.set(topic, counts);
      });
      if (!truth.unsure && (truth.relevant || given.relevant)) {
        relevance[truth.relevant ? (given.relevant ? 'tp' : 'fn') : 'fp']++;
        if (truth.relevant !== given.relevant) errors.push(`R${truth.relevant ? '-' : '+'}`);
      }
    }
    if (showErrors && errors.length > 0)
      console.log(
        `${errors.join(' ')} | ${item.id} ${item.outlet} | ${item.title} § ${(item.summary ?? '').slice(0, 150)} | ${given.reasons.join('; ')}`,
      );
  }
  console.log(`${name}: ${items.length} items`);
  console.log(`  companies     ${figures(companyCounts)}`);
  if (labels === undefined) return;
  const inGold = [...perTopic].filter(([, { tp, fn }]) => tp + fn > 0);
  console.log(`  topics micro  ${figures(topicCounts)}`);
  console.log(
    `  topics macro  F1 ${(inGold.reduce((sum, [, counts]) => sum + f1(counts), 0) / inGold.length).toFixed(3)}`,
  );
  for (const [topic, counts] of inGold) console.log(`    ${topic.padEnd(12)}${figures(counts)}`);
  console.log(`  relevance     ${figures(relevance)}`);
};

if (!existsSync(shared)) {
  console.log(`no labelled headlines: ${shared.pathname} is absent`);
  process.exit(0);
}
const lines = (path: string): Item[] =>
  read(path, shared)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Item);
for (const name of ['tags', 'tags-b']) {
  const items = lines(`${name}.jsonl`);
  const labels = JSON.parse(read(`${name}.labels.json`, shared)) as Record<string, Label>;
  score(name, items, labels);
  for (const half of [0, 1])
    score(
      `${name}, half ${half}`,
      items.filter((_, index) => (index < items.length / 2 ? 0 : 1) === half),
      labels,
    );
}
score('stories-bilingual-b', lines('stories-bilingual-b.jsonl'));

const headlines = [...lines('tags.jsonl'), ...lines('tags-b.jsonl'), ...lines('stories-bilingual-b.jsonl')];
const ROUNDS = 10;
const startedAt = performance.now();
for (let round = 0; round < ROUNDS; round++) for (const item of headlines) predict(item);
const seconds = (performance.now() - startedAt) / 1000;
console.log(`build ${buildMs.toFixed(0)} ms, ${dictionary.names.length} names`);
console.log(`${Math.round((ROUNDS * headlines.length) / seconds)} items/s`);
console.log(`RSS +${((process.memoryUsage().rss - rssBefore) / 1e6).toFixed(0)} MB`);
