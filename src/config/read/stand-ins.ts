import { type MainFile, mainSchema } from '../schema/main-schema.ts';
import { type SourcesFile, sourcesSchema } from '../schema/sources-schema.ts';
import type { Path } from './yaml-tree.ts';

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

/** Settings that are compared with each other: where one is wrong, the other is not checked. */
const COMPARED = ['fetch\nminInterval', 'fetch\nmaxInterval'];

/** A `kawaraban.yaml` with the defaults of the settings that are wrong, so that the others can be checked too. */
export const withDefaults = (value: unknown, wrong: readonly Path[]): MainFile | undefined => {
  if (!isBlock(value)) return undefined;
  const paths = new Set(wrong.map((path) => path.slice(0, 2).join('\n')));
  if (COMPARED.some((path) => paths.has(path))) for (const path of COMPARED) paths.add(path);
  const without = (block: Readonly<Record<string, unknown>>, around: string) =>
    Object.entries(block).filter(([key]) => !paths.has(`${around}${key}`));
  const kept = without(value, '').map(([key, part]) => [
    key,
    isBlock(part) ? Object.fromEntries(without(part, `${key}\n`)) : part,
  ]);
  return mainSchema.safeParse(Object.fromEntries(kept)).data;
};

const isBlock = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
