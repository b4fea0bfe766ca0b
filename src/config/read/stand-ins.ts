import { type SourcesFile, sourcesSchema } from '../schema/sources-schema.ts';
import type { Path } from './read-yaml.ts';

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
