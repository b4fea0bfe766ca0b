import type { z } from 'zod';
import type { ConfigProblem } from '../../domain/config.ts';
import { didYouMean } from '../../domain/did-you-mean.ts';
import { suggestion } from './config-problems.ts';
import type { YamlFile } from './read-yaml.ts';
import type { Path } from './yaml-tree.ts';

type Shape<Output> =
  | { readonly kind: 'right'; readonly value: Output }
  | {
      readonly kind: 'wrong';
      /** The content of the file, as it was checked. */
      readonly value: unknown;
      readonly problems: readonly ConfigProblem[];
      /** The paths of all wrong parts, missing keys and unknown keys. */
      readonly wrong: readonly Path[];
    };

/** Checks a file against a schema. Each problem has a place, and says what to do. */
export const checkShape = <Schema extends z.ZodType>(
  file: YamlFile,
  schema: Schema,
): Shape<z.output<Schema>> => {
  // The value of an empty file is `null`; it counts as a block without keys.
  const value = withoutEmptyKeys(file.value, schema);
  const result = schema.safeParse(value ?? {});
  if (result.success) return { kind: 'right', value: result.data };
  // One wrong value often breaks several rules; only the first is reported.
  const first = new Map(result.error.issues.toReversed().map((issue) => [issue.path.join('\n'), issue]));
  // A misspelt key may also be missing under its right name; only the misspelt key is reported.
  const meant = new Set(result.error.issues.flatMap((issue) => meantPaths(schema, issue)));
  const issues = result.error.issues.filter((issue) => {
    const path = issue.path.join('\n');
    const isMissing = valueAt(file.value, issue.path) === undefined;
    return first.get(path) === issue && !(isMissing && meant.has(path));
  });
  const problems = issues.flatMap((issue) => problemsOf(file, schema, issue));
  return { kind: 'wrong', value, problems, wrong: result.error.issues.flatMap(pathsOf) };
};

const pathsOf = (issue: z.core.$ZodIssue): readonly Path[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];

const meantPaths = (schema: z.ZodType, issue: z.core.$ZodIssue): readonly string[] => {
  if (issue.code !== 'unrecognized_keys') return [];
  const keys = keysOf(schemaAt(schema, issue.path));
  return issue.keys.map((key) => [...issue.path, didYouMean(key, keys)].join('\n'));
};

const problemsOf = (file: YamlFile, schema: z.ZodType, issue: z.core.$ZodIssue): readonly ConfigProblem[] => {
  const part = schemaAt(schema, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      const hasNoColon = valueAt(file.value, path) === null && file.written(path) === undefined;
      const what = suggestion(key, keysOf(part), hasNoColon ? COMMA : undefined);
      return { ...file.keyPlace(path), message: `"${key}" is not a key of ${titleOf(part)}; ${what}` };
    });
  }
  const found = valueAt(file.value, issue.path);
  if (found === undefined || found === null) return [missing(file, schema, issue.path)];
  const message = `${keyOf(issue.path)}${sentence(issue, found, file.written(issue.path), part)}`;
  return [{ ...file.place(issue.path), message }];
};

const COMMA =
  'inside { }, a comma ends the value before it: write a number with a point, such as 0.7, and put a text with a comma in quotes';

const missing = (file: YamlFile, schema: z.ZodType, path: Path): ConfigProblem => {
  const [key, around] = [path.at(-1), path.slice(0, -1)];
  if (typeof key !== 'string') {
    const message = 'this part of the list has no value; write one, or remove the part';
    return { ...file.place(path), message };
  }
  const part = schemaAt(schema, path);
  const example = exampleOf(part);
  const meaning = part?.description === undefined ? '' : `: ${part.description}`;
  const suchAs = example === undefined ? meaning : `, such as ${key}: ${example}`;
  if (valueAt(file.value, path) === null) {
    return { ...file.keyPlace(path), message: `"${key}" has no value; write one${suchAs}` };
  }
  const owner = titleOf(schemaAt(schema, around));
  return { ...file.place(around), message: `"${key}" is missing; ${owner} needs it${suchAs}` };
};

const sentence = (
  issue: z.core.$ZodIssue,
  found: unknown,
  written: string | undefined,
  schema: z.ZodType | undefined,
): string => {
  if (issue.path.length === 0)
    return `${shown([], found)} is not a block of keys; write "key: value" lines with keys of ${titleOf(schema)}: ${keysOf(schema).join(', ')}`;
  if (typeof found !== 'string' && written !== undefined && schema?.safeParse(written).success === true) {
    const kind = typeof found === 'number' ? 'a number' : 'true or false';
    return `${written} is read as ${kind}; put it in quotes to make it a text: "${written}"`;
  }
  const isBoolean = issue.code === 'invalid_type' && issue.expected === 'boolean';
  if (isBoolean && typeof found === 'string' && /^(y|yes|on|true|n|no|off|false)$/i.test(found)) {
    const meant = /^(y|yes|on|true)$/i.test(found);
    return `"${found}" is a text in YAML 1.2; write ${meant}, without quotes`;
  }
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const near = didYouMean(written ?? '', choices);
  return `${shown(issue.path, found)} ${issue.message}${near === undefined ? '' : `; did you mean "${near}"?`}`;
};

const LONGEST_SHOWN = 60;

/**
 * Describes a wrong value for a message: a shortened text, or words such as `this list`. Hides the value of a header,
 * and the login of a URL. The password of an invalid URL may contain any character, so it ends at the last `@`.
 */
const shown = (path: Path, found: unknown): string => {
  if (path.includes('headers') && typeof found !== 'object') return 'this value';
  if (Array.isArray(found)) return 'this list';
  if (typeof found === 'object') return 'this block';
  const text = typeof found === 'string' ? found.replace(/(:?\/\/|:).*@/su, '$1…@') : JSON.stringify(found);
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
  return typeof found === 'string' ? JSON.stringify(short) : short;
};

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

/** Returns a value without the keys of the schema that have no value, except in `headers`. */
const withoutEmptyKeys = (value: unknown, schema: z.ZodType | undefined): unknown => {
  const { element, shape } = definitionOf(schema) ?? {};
  if (Array.isArray(value)) return value.map((part) => withoutEmptyKeys(part, element));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => part !== null || (shape !== undefined && !Object.hasOwn(shape, key)))
      // A header without a value is a mistake that must be reported.
      .map(([key, part]) => [key, key === 'headers' ? part : withoutEmptyKeys(part, shape?.[key])]),
  );
};

/** Returns the schema at the path; undefined for an unknown key, and for a key of `headers`. */
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

const keysOf = (schema: z.ZodType | undefined): readonly string[] =>
  Object.keys(definitionOf(schema)?.shape ?? {});

const exampleOf = (schema: z.ZodType | undefined): string | undefined => {
  const example = schema?.meta()?.examples;
  const [first] = Array.isArray(example) ? (example as readonly unknown[]) : [];
  return first === undefined || typeof first === 'string' ? first : JSON.stringify(first);
};

const titleOf = (schema: z.ZodType | undefined): string => {
  if (schema === undefined) return 'this block';
  const definition = schema.def as Definition;
  return schema.meta()?.title ?? titleOf(definition.innerType ?? definition.in);
};
