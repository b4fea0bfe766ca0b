import { join } from 'node:path';
import type { z } from 'zod';
import type { Topic, TopicKey } from '../../domain/tag/topic.ts';
import type { CompilePattern, Config, ConfigProblem, ConfigResult } from '../../pipeline/ports.ts';
import { buildCompanies } from './build/companies.ts';
import { buildGlossary } from './build/glossary.ts';
import { buildMain } from './build/main.ts';
import { buildSources } from './build/sources.ts';
import { mainSchema } from './main-schema.ts';
import { collectProblems, reportTwice } from './problems.ts';
import { checkShape } from './read/check-shape.ts';
import { readText } from './read/read-text.ts';
import { readYaml } from './read/read-yaml.ts';
import { sourcesSchema } from './sources-schema.ts';
import { type TopicsFile, topicsSchema } from './topics-schema.ts';
import type { YamlFile } from './yaml-file.ts';

export type LoadOptions = {
  /** Fills `${NAME}` in the headers of sources. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly compilePattern: CompilePattern;
  /** Whether a cron expression is one that ever comes due; every expression is taken where absent. */
  readonly validateSchedule?: (expression: string) => boolean;
};

/**
 * Reads every file of the config folder and checks all of it: either a whole config, or every problem there is, in
 * the order of the files and lines. Files that are absent mean their defaults; `sources.yaml` must be there.
 */
export const loadConfig = async (folder: string, options: LoadOptions): Promise<ConfigResult> => {
  const [main, sources, topics, companies, terms] = await Promise.all([
    readYamlFile(join(folder, 'kawaraban.yaml'), mainSchema),
    readYamlFile(join(folder, 'sources.yaml'), sourcesSchema),
    readYamlFile(join(folder, 'topics.yaml'), topicsSchema),
    readCsvFile(join(folder, 'companies.csv'), buildCompanies, { companies: [], problems: [] }),
    readCsvFile(join(folder, 'glossary.csv'), buildGlossary, { glossary: [], problems: [] }),
  ]);
  const { report, problems } = collectProblems();
  if (sources.kind === 'missing') report(firstPlace(sources.name), SOURCES_MISSING);
  const settings = main.value === undefined ? undefined : buildMain(main.value, main.file, report, options);
  const topicList = topics.value === undefined ? undefined : buildTopics(topics.value, topics.file, report);
  const built =
    sources.value === undefined || sources.file === undefined
      ? undefined
      : buildSources(sources.value, {
          ...options,
          file: sources.file,
          report,
          topics: topicList?.map(({ key }) => key),
        });
  const all = [
    ...main.problems,
    ...sources.problems,
    ...topics.problems,
    ...companies.problems,
    ...terms.problems,
    ...problems,
  ];
  if (all.length > 0 || settings === undefined || topicList === undefined || built === undefined) {
    return { kind: 'wrong', problems: inOrder(all) };
  }
  const config: Config = {
    ...settings,
    fold: { ...settings.fold, glossary: terms.glossary },
    ...built,
    topics: topicList,
    companies: companies.companies,
  };
  return { kind: 'loaded', config };
};

const SOURCES_MISSING =
  'this file is missing, and without it there is nothing to poll; write it, or give the folder it is in: --config FOLDER';

const firstPlace = (file: string) => ({ file, line: 1, column: 1 });

type FileRead<Output> = {
  readonly name: string;
  readonly kind: 'read' | 'missing';
  readonly file: YamlFile | undefined;
  readonly value: Output | undefined;
  readonly problems: readonly ConfigProblem[];
};

const readYamlFile = async <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
): Promise<FileRead<z.output<Schema>>> => {
  const read = await readText(name);
  if (read.kind === 'missing') {
    const result = schema.safeParse({});
    return { name, kind: 'missing', file: undefined, value: result.data, problems: [] };
  }
  if (read.kind === 'unreadable') {
    return { name, kind: 'read', file: undefined, value: undefined, problems: [unreadable(name, read)] };
  }
  const { file, problems } = readYaml(name, read.text);
  if (file === undefined) return { name, kind: 'read', file, value: undefined, problems };
  const checked = checkShape(file, schema);
  return { name, kind: 'read', file, value: checked.value, problems: [...problems, ...checked.problems] };
};

const readCsvFile = async <Built extends { readonly problems: readonly ConfigProblem[] }>(
  name: string,
  build: (file: string, text: string) => Built,
  empty: Built,
): Promise<Built> => {
  const read = await readText(name);
  if (read.kind === 'missing') return empty;
  return read.kind === 'text' ? build(name, read.text) : { ...empty, problems: [unreadable(name, read)] };
};

const unreadable = (
  file: string,
  { before, message }: { readonly before: string; readonly message: string },
) => {
  const lines = before.split('\n');
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1, message };
};

const buildTopics = (
  { topics }: TopicsFile,
  file: YamlFile | undefined,
  report: Parameters<typeof reportTwice>[0],
): readonly Topic[] => {
  if (file !== undefined) {
    const uses = topics.map(({ key }, i) => ({ name: key, place: file.place(['topics', i, 'key']) }));
    reportTwice(report, 'the topic key', uses);
  }
  return topics.map((topic) => ({ ...topic, key: topic.key as TopicKey }));
};

/** By file as they came, then by line: the order in which an editor mends them. */
const inOrder = (problems: readonly ConfigProblem[]): readonly ConfigProblem[] => {
  const files = [...new Set(problems.map(({ file }) => file))];
  return [...problems].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
};
