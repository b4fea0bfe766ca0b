import type { z } from 'zod';
import type { ConfigProblem } from '../../../pipeline/ports.ts';
import { suggestion } from '../did-you-mean.ts';
import type { Path, YamlFile } from '../yaml-file.ts';

export type Checked<Output> = {
  readonly value: Output | undefined;
  readonly problems: readonly ConfigProblem[];
};

/** Checks a file against its schema; every difference becomes a problem with its place and what to write instead. */
export const checkShape = <Schema extends z.ZodType>(
  file: YamlFile,
  schema: Schema,
): Checked<z.output<Schema>> => {
  // A file of comments alone, or a key with nothing behind it, says the same as one that is absent.
  const result = schema.safeParse(withoutEmptyKeys(file.value) ?? {});
  if (result.success) return { value: result.data, problems: [] };
  return {
    value: undefined,
    problems: result.error.issues.flatMap((issue) => problemsOf(file, schema, issue)),
  };
};

const problemsOf = (file: YamlFile, schema: z.ZodType, issue: z.core.$ZodIssue): readonly ConfigProblem[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...file.keyPlace([...issue.path, key]),
      message: unknownKey(key, schemaAt(schema, issue.path)),
    }));
  }
  const found = valueAt(file.value, issue.path);
  if (found === undefined || found === null) return [missing(file, schema, issue.path, found)];
  return [{ ...file.place(issue.path), message: `${keyOf(issue.path)}${sentence(file, issue, found)}` }];
};

const unknownKey = (key: string, schema: z.ZodType | undefined): string => {
  const keys = Object.keys(shapeOf(schema) ?? {});
  return `"${key}" is not a key of ${titleOf(schema)}; ${suggestion(key, keys)}`;
};

const missing = (file: YamlFile, schema: z.ZodType, path: Path, found: unknown): ConfigProblem => {
  const key = path.at(-1);
  if (typeof key === 'number')
    return {
      ...file.place(path),
      message: 'nothing stands after this "-"; take it out, or write what is missing',
    };
  const owner = titleOf(schemaAt(schema, path.slice(0, -1)));
  const meaning = schemaAt(schema, path)?.description ?? '';
  const place = found === null ? file.keyPlace(path) : file.place(path.slice(0, -1));
  const what = found === null ? `"${String(key)}" has no value` : `"${String(key)}" is missing`;
  return { ...place, message: `${what}; ${owner} needs it: ${meaning.replace(/\.$/, '')}` };
};

const sentence = (file: YamlFile, issue: z.core.$ZodIssue, found: unknown): string => {
  const written = file.written(issue.path);
  if (
    issue.code === 'invalid_type' &&
    issue.expected === 'string' &&
    typeof found !== 'object' &&
    written !== undefined
  ) {
    return `${written} is read as ${typeof found === 'number' ? 'a number' : 'true or false'}; put it in quotes to make it a text: "${written}"`;
  }
  if (issue.code === 'invalid_type' && issue.expected === 'boolean' && typeof found === 'string') {
    const meant = /^(y|yes|on)$/i.test(found) ? 'true' : /^(n|no|off)$/i.test(found) ? 'false' : undefined;
    if (meant !== undefined) return `"${found}" is a text in YAML 1.2; write ${meant}, without quotes`;
  }
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const near = typeof found === 'string' && choices.length > 0 ? suggestion(found, choices) : '';
  return `${shown(issue.path, found)} ${issue.message}${near.startsWith('did') ? `; ${near}` : ''}`;
};

const LONGEST_SHOWN = 60;

/** A value as a message may show it; never one of a header, which can be a secret. */
const shown = (path: Path, found: unknown): string => {
  if (path.includes('headers') && typeof found !== 'object') return 'this value';
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'object') return 'a block of keys';
  const text = String(found);
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
  return typeof found === 'string' ? JSON.stringify(short) : short;
};

/** `every: `, so that a message reads by itself; nothing for a part of a list. */
const keyOf = (path: Path): string => {
  const key = path.at(-1);
  return typeof key === 'string' ? `${key}: ` : '';
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (part, step) =>
      typeof part === 'object' && part !== null ? (part as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );

const withoutEmptyKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutEmptyKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      // A header without a value is a slip that must not pass in silence.
      .map(([key, part]) => [key, key === 'headers' ? part : withoutEmptyKeys(part)]),
  );
};

/** The schema of the part at the path, through lists, defaults and transforms. */
const schemaAt = (schema: z.ZodType, path: Path): z.ZodType | undefined =>
  path.reduce<z.ZodType | undefined>((part, step) => {
    const definition = definitionOf(part);
    return typeof step === 'number' ? definition?.element : definition?.shape?.[String(step)];
  }, schema);

type Definition = {
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
};

const definitionOf = (schema: z.ZodType | undefined): Definition | undefined => {
  const definition = schema?.def as Definition | undefined;
  const inner = definition?.innerType ?? definition?.in;
  return inner === undefined ? definition : definitionOf(inner);
};

const shapeOf = (schema: z.ZodType | undefined) => definitionOf(schema)?.shape;

const titleOf = (schema: z.ZodType | undefined): string => {
  if (schema === undefined) return 'this block';
  const definition = schema.def as Definition;
  return schema.meta()?.title ?? titleOf(definition.innerType ?? definition.in);
};
