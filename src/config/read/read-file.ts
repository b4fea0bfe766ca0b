import type { z } from 'zod';
import type { ConfigProblem } from '../../domain/config.ts';
import { checkShape } from './check-shape.ts';
import { readText } from './read-text.ts';
import { readYaml, type YamlFile } from './read-yaml.ts';
import type { Path } from './yaml-tree.ts';

export type Checked<Output> = {
  /**
   * The checked values; undefined if the file is missing but needed, cannot be read or parsed, or does not fit its
   * schema.
   */
  readonly content: { readonly value: Output; readonly file: YamlFile } | undefined;
  readonly problems: readonly ConfigProblem[];
  /** A readable file that does not fit its schema: its value, and the paths of the wrong parts. */
  readonly misshapen?: { readonly value: unknown; readonly file: YamlFile; readonly wrong: readonly Path[] };
};

/** Reads and checks a YAML file. An absent file counts as empty; with `problemIfAbsent`, it is a problem. */
export const readYamlFile = async <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  problemIfAbsent?: string,
): Promise<Checked<z.output<Schema>>> => {
  const read = await readText(name);
  if (read.kind === 'unreadable') return { content: undefined, problems: [read.problem] };
  if (read.kind === 'missing' && problemIfAbsent !== undefined) {
    return { content: undefined, problems: [{ file: name, line: 1, column: 1, message: problemIfAbsent }] };
  }
  const { file, problems } = readYaml(name, read.kind === 'text' ? read.text : '');
  if (file === undefined) return { content: undefined, problems };
  const checked = checkShape(file, schema);
  if (checked.kind === 'right') return { content: { value: checked.value, file }, problems };
  const misshapen = { value: checked.value, file, wrong: checked.wrong };
  return { content: undefined, problems: [...problems, ...checked.problems], misshapen };
};

/**
 * Resolves to what `build` makes of a file. If the file is absent, resolves to `empty`; if it is unreadable, to `empty`
 * with a problem.
 */
export const readCsvFile = async <Built extends { readonly problems: readonly ConfigProblem[] }>(
  name: string,
  build: (file: string, text: string) => Built,
  empty: Built,
): Promise<Built> => {
  const read = await readText(name);
  if (read.kind === 'missing') return empty;
  return read.kind === 'text' ? build(name, read.text) : { ...empty, problems: [read.problem] };
};
