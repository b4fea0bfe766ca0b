import { join } from 'node:path';
import { canonicalUrl } from '../domain/article/canonical-url.ts';
import type { ConfigProblem, ConfigResult } from '../domain/config.ts';
import { createRulings, type FoldRule } from '../domain/folding/fold-rule.ts';
import type { Topic, TopicKey } from '../domain/tag/topic.ts';
import { buildMain, type LoadOptions } from './build/build-main.ts';
import { buildSources, noTopic } from './build/build-sources.ts';
import { buildCompanies, buildTerms } from './build/build-tables.ts';
import { collectProblems, listProblems, type Report, reportTwice } from './read/config-problems.ts';
import { type Checked, readCsvFile, readYamlFile } from './read/read-file.ts';
import { readWords } from './read/read-words.ts';
import type { YamlFile } from './read/read-yaml.ts';
import { withDefaults, withStandIns } from './read/stand-ins.ts';
import type { Path } from './read/yaml-tree.ts';
import { type FoldsFile, foldsSchema } from './schema/folds-schema.ts';
import { type MainFile, mainSchema } from './schema/main-schema.ts';
import { sourcesSchema } from './schema/sources-schema.ts';
import { type TopicsFile, topicsSchema } from './schema/topics-schema.ts';

/**
 * Reads and checks a config folder, in which only `sources.yaml` must exist. Resolves to the config, or to its problems
 * in the order of files and lines; `listProblems` limits their number.
 */
export const loadConfig = async (folder: string, options: LoadOptions): Promise<ConfigResult> => {
  const place = (name: (typeof FILES)[number]): string => join(folder, name);
  const [main, sources, topics, companies, glossary, dictionary, folds, words] = await Promise.all([
    readYamlFile(place('kawaraban.yaml'), mainSchema),
    readYamlFile(place('sources.yaml'), sourcesSchema, SOURCES_MISSING),
    readYamlFile(place('topics.yaml'), topicsSchema),
    readCsvFile(place('companies.csv'), buildCompanies, { companies: [], problems: [] }),
    readCsvFile(place('glossary.csv'), buildTerms, { terms: [], problems: [] }),
    readCsvFile(place('dictionary.csv'), buildTerms, { terms: [], problems: [] }),
    readYamlFile(place('folds.yaml'), foldsSchema),
    readWords(folder),
  ]);
  const { report, problems } = collectProblems();
  const writtenMain = main.content ?? checkable(main, withDefaults);
  const settings = writtenMain && buildMain(writtenMain, report, options);
  const topicList = topics.content && buildTopics(topics.content.value, topics.content.file, report);
  const known = topicList?.map(({ key }) => key);
  const written = sources.content ?? checkable(sources, withStandIns);
  const built = written && buildSources(written, { ...options, report, topics: known });
  checkSections(writtenMain, known, report);
  const rules = folds.content && buildFolds(folds.content.value, folds.content.file, report);
  const files = [main, sources, topics, companies, glossary, dictionary, folds, words];
  const all = [...files.flatMap((file) => file.problems), ...problems];
  if (
    all.length > 0 ||
    settings === undefined ||
    topicList === undefined ||
    built === undefined ||
    rules === undefined
  ) {
    return { kind: 'wrong', ...listProblems(inOrder(all, folder)) };
  }
  return {
    kind: 'loaded',
    config: {
      ...settings,
      fold: { ...settings.fold, glossary: glossary.terms, dictionary: dictionary.terms, rules },
      ...built,
      topics: topicList,
      companies: companies.companies,
      words: words.words,
    },
  };
};

/** Returns a repaired file in place of a file that does not fit its schema; undefined if no repair is possible. */
const checkable = <File>(
  { misshapen }: Checked<File>,
  repair: (value: unknown, wrong: readonly Path[]) => File | undefined,
) => {
  const value = misshapen && repair(misshapen.value, misshapen.wrong);
  return misshapen && value && { value, file: misshapen.file };
};

const buildTopics = ({ topics }: TopicsFile, file: YamlFile, report: Report): readonly Topic[] => {
  const built = topics.map((topic, i) => {
    return { ...topic, key: topic.key as TopicKey, place: file.place(['topics', i, 'key']) };
  });
  const uses = built.map(({ key, place }) => ({ name: key, place }));
  reportTwice(report, 'the topic key', uses);
  return built;
};

/**
 * Reports sections with the same key, and topics that are not in `topics`. If `topics` is undefined, the topics are not
 * checked.
 */
const checkSections = (
  main: { readonly value: MainFile; readonly file: YamlFile } | undefined,
  topics: readonly string[] | undefined,
  report: Report,
): void => {
  if (main === undefined) return;
  const { value, file } = main;
  const sections = value.page.sections ?? [];
  const uses = sections.map(({ key }, i) => ({
    name: key,
    place: file.place(['page', 'sections', i, 'key']),
  }));
  reportTwice(report, 'the section key', uses);
  for (const [i, section] of sections.entries()) {
    for (const [k, topic] of section.topics.entries()) {
      if (topics === undefined || topics.includes(topic)) continue;
      report(file.place(['page', 'sections', i, 'topics', k]), () => noTopic(topic, topics));
    }
  }
};

/** The files in the order in which their problems are reported; problems of the word lists come last. */
const FILES = [
  'kawaraban.yaml',
  'sources.yaml',
  'topics.yaml',
  'companies.csv',
  'glossary.csv',
  'dictionary.csv',
  'folds.yaml',
] as const;

const SOURCES_MISSING =
  'this file is missing, but it must name the sources: write or restore it, or name its folder with --config';

const inOrder = (problems: readonly ConfigProblem[], folder: string): readonly ConfigProblem[] => {
  const files = FILES.map((name) => join(folder, name));
  const rank = ({ file }: ConfigProblem): number => {
    const index = files.indexOf(file);
    return index === -1 ? files.length : index;
  };
  return problems.toSorted(
    (a, b) =>
      rank(a) - rank(b) || (a.file === b.file ? a.line - b.line || a.column - b.column : byName(a, b)),
  );
};

const byName = (a: ConfigProblem, b: ConfigProblem): number => (a.file < b.file ? -1 : 1);

/** Returns the rules of `folds.yaml`. Reports a repeated article in a rule, and a pair that is joined and parted. */
const buildFolds = (folds: FoldsFile, file: YamlFile, report: Report): readonly FoldRule[] => {
  const rules = (['join', 'part'] as const).flatMap((kind) =>
    folds[kind].map(
      (written, i): FoldRule => ({
        kind,
        articles: written.map(canonicalUrl),
        place: file.place([kind, i]),
      }),
    ),
  );
  const { join } = createRulings(rules);
  for (const { kind, articles, place } of rules) {
    const names = articles.map((name) => ({ id: name, canonicalUrl: name }));
    const twice = articles.find((name, i) => articles.indexOf(name) !== i);
    if (twice !== undefined) report(place, `${twice} appears twice in this line; remove one of them`);
    if (kind !== 'part') continue;
    for (const [i, a] of names.entries())
      for (const b of names.slice(i + 1)) {
        const joining = a.id === b.id ? undefined : join(a, b);
        if (joining === undefined) continue;
        const line = joining.place.line;
        report(place, `${a.id} and ${b.id} are joined by line ${line}; remove one of the two lines`);
      }
  }
  return rules;
};
