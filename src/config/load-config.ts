import { join } from 'node:path';
import type { ConfigProblem, ConfigResult } from '../domain/config.ts';
import { buildCompanies } from './build/build-companies.ts';
import { buildFolds } from './build/build-folds.ts';
import { buildGlossary } from './build/build-glossary.ts';
import { buildMain } from './build/build-main.ts';
import { buildSources } from './build/build-sources.ts';
import { buildTopics } from './build/build-topics.ts';
import type { CompilePattern } from './build/compile-pattern.ts';
import { collectProblems } from './read/config-problems.ts';
import { readCsvFile, readYamlFile } from './read/read-file.ts';
import { foldsSchema } from './schema/folds-schema.ts';
import { mainSchema } from './schema/main-schema.ts';
import { sourcesSchema } from './schema/sources-schema.ts';
import { topicsSchema } from './schema/topics-schema.ts';

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
  const names = FILES.map((name) => join(folder, name));
  const [
    mainName = '',
    sourcesName = '',
    topicsName = '',
    companiesName = '',
    glossaryName = '',
    dictionaryName = '',
    foldsName = '',
  ] = names;
  const [
    main,
    sources,
    topics,
    { companies, ...companyFile },
    { glossary, ...glossaryFile },
    { glossary: dictionary, ...dictionaryFile },
    folds,
  ] = await Promise.all([
    readYamlFile(mainName, mainSchema),
    readYamlFile(sourcesName, sourcesSchema, SOURCES_MISSING),
    readYamlFile(topicsName, topicsSchema),
    readCsvFile(companiesName, buildCompanies, { companies: [], problems: [] }),
    readCsvFile(glossaryName, buildGlossary, { glossary: [], problems: [] }),
    readCsvFile(dictionaryName, buildGlossary, { glossary: [], problems: [] }),
    readYamlFile(foldsName, foldsSchema),
  ]);
  const { report, problems } = collectProblems();
  const settings = main.content && buildMain(main.content, report, options);
  const topicList = topics.content && buildTopics(topics.content.value, topics.content.file, report);
  const known = topicList?.map(({ key }) => key);
  const built = sources.content && buildSources(sources.content, { ...options, report, topics: known });
  const rules = folds.content && buildFolds(folds.content.value, folds.content.file, report);
  const all = [
    ...[main, sources, topics, companyFile, glossaryFile, dictionaryFile, folds].flatMap(
      (file) => file.problems,
    ),
    ...problems,
  ];
  if (
    all.length > 0 ||
    settings === undefined ||
    topicList === undefined ||
    built === undefined ||
    rules === undefined
  ) {
    return { kind: 'wrong', problems: inOrder(all, names) };
  }
  const fold = { ...settings.fold, glossary, dictionary, rules };
  return { kind: 'loaded', config: { ...settings, fold, ...built, topics: topicList, companies } };
};

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
  'this file is missing, and without it there is nothing to poll; write it, or give the folder it is in: --config FOLDER';

/** By file, then by line: the order in which an editor mends them. */
const inOrder = (problems: readonly ConfigProblem[], files: readonly string[]): readonly ConfigProblem[] =>
  problems.toSorted(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
