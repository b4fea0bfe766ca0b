import { type MainFile, mainSchema } from '../schema/main-schema.ts';
import { identifier } from '../schema/schema-values.ts';
import { type SourcesFile, sourcesSchema } from '../schema/sources-schema.ts';
import type { Path } from './yaml-tree.ts';

/** Length of the path to a key of a source or an outlet: the list, the index, the key. */
const STEPS = 3;

/**
 * Repairs a wrong `sources.yaml`, so that its valid parts can be checked: leaves out wrong keys, and adds needed keys.
 * Undefined if the file has no list of sources, or is still wrong.
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

/** Returns a valid source with an id and an endpoint of its own, so that no duplicate is reported. */
const standInSource = (i: number): Block => ({
  id: `stand-in-${i}`,
  outlet: 'Stand-in',
  language: 'en',
  scope: 'general',
  endpoints: [`https://stand-in-${i}.invalid/`],
});

const standInOutlet = (i: number): Block => ({ id: `stand-in-${i}`, name: `Stand-in ${i}` });

/** Returns outlets for ids that only sources name, because the list may have these outlets with a wrong id. */
const outletsOf = (sources: readonly Block[], outlets: readonly Block[]): readonly Block[] => {
  const ids = new Set(outlets.map(({ id }) => id));
  const named = new Set(sources.map(({ outlet }) => String(outlet).trim()));
  return [...named]
    .filter((id) => !ids.has(id) && identifier().safeParse(id).success)
    .map((id) => ({ id, name: id }));
};

/** Settings that are checked against each other. If one is wrong, both get their defaults. */
const COMPARED = ['fetch\nminInterval', 'fetch\nmaxInterval'];

/** Leaves the wrong settings out of a `kawaraban.yaml`; undefined if the file is still wrong. */
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
