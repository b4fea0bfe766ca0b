import { type MainFile, mainSchema } from '../schema/main-schema.ts';
import { identifier } from '../schema/schema-values.ts';
import { type SourcesFile, sourcesSchema } from '../schema/sources-schema.ts';
import type { Path } from './yaml-tree.ts';

/** Number of steps to a key of a source or an outlet: the list, the index, the key. */
const STEPS = 3;

/**
 * Repairs a `sources.yaml` with wrong values, so that everything else can be checked, too. Leaves out the keys at the
 * wrong paths, and adds the keys that each outlet and source needs. Undefined for a text without a list of sources, or
 * one that still does not fit the schema.
 */
export const withStandIns = (value: unknown, wrong: readonly Path[]): SourcesFile | undefined => {
  if (!isBlock(value) || !Array.isArray(value.sources)) return undefined;
  const wrongIn = (list: string) => wrong.filter((path) => path[0] === list);
  const sources = repaired(value.sources, wrongIn('sources'), standInSource);
  const listed: readonly unknown[] = Array.isArray(value.outlets) ? value.outlets : [];
  const outlets = repaired(listed, wrongIn('outlets'), standInOutlet);
  const unnamed = wrongIn('outlets').some((path) => path.length < STEPS || path[STEPS - 1] === 'id');
  const added = unnamed ? outletsOf(sources, outlets) : [];
  return sourcesSchema.safeParse({ outlets: [...outlets, ...added], sources }).data;
};

type Block = Readonly<Record<string, unknown>>;

/**
 * Leaves out the wrong keys of each part of a list, and adds the missing keys. A part that is wrong as a whole is
 * replaced by its stand-in.
 */
const repaired = (
  parts: readonly unknown[],
  wrong: readonly Path[],
  standIn: (i: number) => Block,
): readonly Block[] => {
  const wrongAt = Map.groupBy(wrong, ([, i]) => i);
  return parts.map((part, i) => {
    const paths = wrongAt.get(i) ?? [];
    const isWhole = !isBlock(part) || paths.some((path) => path.length < STEPS);
    const keys = new Set(paths.map((path) => String(path[STEPS - 1])));
    const kept = isWhole ? [] : Object.entries(part).filter(([key]) => !keys.has(key));
    return { ...standIn(i), ...Object.fromEntries(kept) };
  });
};

/** Returns valid values for the keys that every source needs. All values differ, so that no duplicate is reported. */
const standInSource = (i: number): Block => ({
  id: `stand-in-${i}`,
  outlet: 'Stand-in',
  language: 'en',
  scope: 'general',
  endpoints: [`https://stand-in-${i}.invalid/`],
});

const standInOutlet = (i: number): Block => ({ id: `stand-in-${i}`, name: `Stand-in ${i}` });

/**
 * Returns outlets for the ids that only sources name. Such an id may mean an outlet with a wrong id, so the id is not
 * reported as unknown.
 */
const outletsOf = (sources: readonly Block[], outlets: readonly Block[]): readonly Block[] => {
  const ids = new Set(outlets.map(({ id }) => id));
  const named = new Set(sources.map(({ outlet }) => String(outlet).trim()));
  return [...named]
    .filter((id) => !ids.has(id) && identifier().safeParse(id).success)
    .map((id) => ({ id, name: id }));
};

/** Settings that are checked against each other. If one is wrong, both get their defaults. */
const COMPARED = ['fetch\nminInterval', 'fetch\nmaxInterval'];

/**
 * Returns a `kawaraban.yaml` with defaults in place of the wrong settings, so that the other settings can be checked,
 * too; undefined if the file is not a block of keys.
 */
export const withDefaults = (value: unknown, wrong: readonly Path[]): MainFile | undefined => {
  if (!isBlock(value)) return undefined;
  const paths = new Set(wrong.map((path) => path.slice(0, 2).join('\n')));
  if (COMPARED.some((path) => paths.has(path))) for (const path of COMPARED) paths.add(path);
  const without = (block: Block, around: string) =>
    Object.entries(block).filter(([key]) => !paths.has(`${around}${key}`));
  const kept = without(value, '').map(([key, part]) => [
    key,
    isBlock(part) ? Object.fromEntries(without(part, `${key}\n`)) : part,
  ]);
  return mainSchema.safeParse(Object.fromEntries(kept)).data;
};

const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
