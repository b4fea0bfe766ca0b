import type { z } from 'zod';
import type { ConfigProblem } from '../../domain/config.ts';
import { type SourcesFile, sourcesSchema } from '../schema/sources-schema.ts';
import { checkShape, withoutEmptyKeys } from './check-shape.ts';
import { readText } from './read-text.ts';
import { type Path, readYaml, type YamlFile } from './read-yaml.ts';

export type Checked<Output> = {
  /** The values of the file with their places; absent if the file could not be parsed or is wrong. */
  readonly content: { readonly value: Output; readonly file: YamlFile } | undefined;
  readonly problems: readonly ConfigProblem[];
  /** A file that could be read and does not fit its schema: what it says, and the paths of what is wrong. */
  readonly misshapen?: { readonly value: unknown; readonly file: YamlFile; readonly wrong: readonly Path[] };
};

/**
 * Reads a YAML file and checks it against its schema. An absent file counts as an empty one, or is reported as the given
 * problem.
 */
export const readYamlFile = async <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  problemIfAbsent?: string,
): Promise<Checked<z.output<Schema>>> => {
  const read = await readText(name);
  if (read.kind === 'unreadable') return { content: undefined, problems: [unreadable(name, read)] };
  if (read.kind === 'missing' && problemIfAbsent !== undefined) {
    return { content: undefined, problems: [{ file: name, line: 1, column: 1, message: problemIfAbsent }] };
  }
  const { file, problems } = readYaml(name, read.kind === 'text' ? read.text : '');
  if (file === undefined) return { content: undefined, problems };
  const checked = checkShape(file, schema);
  if (checked.kind === 'right') return { content: { value: checked.value, file }, problems };
  const misshapen = { value: withoutEmptyKeys(file.value), file, wrong: checked.wrong };
  return { content: undefined, problems: [...problems, ...checked.problems], misshapen };
};

/** Reads a file of comma-separated values; one that is absent is empty. */
export const readCsvFile = async <Built extends { readonly problems: readonly ConfigProblem[] }>(
  name: string,
  build: (file: string, text: string) => Built,
  empty: Built,
): Promise<Built> => {
  const read = await readText(name);
  if (read.kind === 'missing') return empty;
  return read.kind === 'text' ? build(name, read.text) : { ...empty, problems: [unreadable(name, read)] };
};

/** The problem of a file that cannot be read, at the place where reading failed. */
export const unreadable = (
  file: string,
  { before, message }: { readonly before: string; readonly message: string },
): ConfigProblem => {
  const lines = before.split('\n');
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1, message };
};

/** Number of steps to a key of a source: `sources`, the index, the key. */
const STEPS = 3;

/**
 * A `sources.yaml` whose values are wrong at some paths, with those keys of its sources left out and stand-ins for what
 * each source needs, so that everything else can be checked too. Undefined where something else is wrong.
 */
export const withStandIns = (value: unknown, wrong: readonly Path[]): SourcesFile | undefined => {
  if (!isBlock(value) || !Array.isArray(value.sources)) return undefined;
  if (wrong.some(([list, i]) => list !== 'sources' || typeof i !== 'number')) return undefined;
  const sources = value.sources.map((source: unknown, i) => {
    const paths = wrong.filter(([, index]) => index === i);
    const isWhole = !isBlock(source) || paths.some((path) => path.length < STEPS);
    const keys = new Set(paths.map((path) => String(path[STEPS - 1])));
    const kept = isWhole ? [] : Object.entries(source).filter(([key]) => !keys.has(key));
    return { ...standIn(i), ...Object.fromEntries(kept) };
  });
  const checked = sourcesSchema.safeParse({ ...value, sources });
  return checked.success ? checked.data : undefined;
};

/** Valid values for the keys that every source needs. No two are alike, so that none is reported as a duplicate. */
const standIn = (i: number) => ({
  id: `stand-in-${i}`,
  outlet: 'Stand-in',
  language: 'en',
  scope: 'general',
  endpoints: [`https://stand-in-${i}.invalid/`],
});

const isBlock = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
