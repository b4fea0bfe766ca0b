import { isDeepStrictEqual } from 'node:util';
import type { Digest } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import type { ConfigPlace } from '../domain/config-place.ts';
import { counted } from '../domain/explanation.ts';
import { writtenRule } from '../domain/item/rule/apply-rules.ts';
import type { Source, SourceId } from '../domain/source/source.ts';

export type ConfigChange = {
  readonly added: readonly SourceId[];
  readonly changed: readonly SourceId[];
  readonly removed: readonly SourceId[];
  /** Names of the changed parts besides the sources, such as `fetch` or `topics`. */
  readonly parts: readonly string[];
};

const PARTS = [
  'feed',
  'page',
  'server',
  'schedule',
  'fetch',
  'relevance',
  'fold',
  'edition',
  'retentionMs',
  'store',
  'topics',
  'companies',
  'words',
  'outlets',
] as const;

/** Compares two configs; places in the files do not count. */
export const compareConfigs = (before: Config, after: Config): ConfigChange => {
  const old = new Map(before.sources.map((source) => [source.id, contentOf(source)]));
  const now = new Map(after.sources.map((source) => [source.id, contentOf(source)]));
  const kept = [...now.keys()].filter((id) => old.has(id));
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    changed: kept.filter((id) => !isDeepStrictEqual(now.get(id), old.get(id))),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    parts: PARTS.filter((part) => !isDeepStrictEqual(partOf(before, part), partOf(after, part))).map(
      (part) => (part === 'retentionMs' ? 'retention' : part),
    ),
  };
};

/** Returns a hash of a config; `server` and places in the files do not count. */
export const configHash = (config: Config, digest: Digest): string =>
  digest(
    JSON.stringify([
      ...PARTS.filter((part) => part !== 'server' && part !== 'outlets').map((part) => partOf(config, part)),
      config.outlets,
      config.sources.map(contentOf),
    ]),
  ).slice(0, HASH_LENGTH);

/** Number of characters in a config's hash: enough to distinguish the few configs of an installation. */
const HASH_LENGTH = 8;

const partOf = (config: Config, part: (typeof PARTS)[number]): unknown => {
  switch (part) {
    case 'topics':
    case 'companies':
      return namesOf(config)[part];
    case 'fold':
      return { ...config.fold, rules: config.fold.rules.map(withoutPlace) };
    case 'outlets':
      return outletsWithoutSource(config);
    default:
      return config[part];
  }
};

/** Returns the outlets that no source names; an outlet that a source names is compared as a part of the source. */
const outletsWithoutSource = ({ outlets, sources }: Config): Config['outlets'] => {
  const named = new Set(sources.map(({ outlet }) => outlet.id));
  return outlets.filter(({ id }) => !named.has(id));
};

/** Returns the parts of a config from which the dictionary for tags is made, without their places. */
export const namesOf = ({ topics, companies, words }: Config) => ({
  topics: topics.map(withoutPlace),
  companies: companies.map(withoutPlace),
  words,
});

const withoutPlace = <Entry extends { readonly place?: ConfigPlace }>({ place: _, ...entry }: Entry) => entry;

/** Returns a source without its place and with its rules as texts, because functions cannot be compared. */
const contentOf = (source: Source) => ({
  ...source,
  place: undefined,
  include: source.include.map(writtenRule),
  exclude: source.exclude.map(writtenRule),
  titleRules: source.titleRules.map(({ written }) => written),
});

/** Maximum number of ids in each list of `describeChange`. */
const MOST_NAMED = 5;

/** Returns a change in one line, such as `+1 source (jiji), ~2 changed (nhk, kyodo); fetch changed`. */
export const describeChange = ({ added, changed, removed, parts }: ConfigChange): string => {
  const sources = [
    ...(added.length === 0 ? [] : [`+${counted(added.length, 'source')}${named(added)}`]),
    ...(changed.length === 0 ? [] : [`~${changed.length} changed${named(changed)}`]),
    ...(removed.length === 0 ? [] : [`-${removed.length} removed${named(removed)}`]),
  ].join(', ');
  const others = parts.length === 0 ? '' : `${parts.join(', ')} changed`;
  return [sources, others].filter((text) => text !== '').join('; ') || 'nothing changed';
};

const named = (ids: readonly SourceId[]): string => {
  const more = ids.length > MOST_NAMED ? ', …' : '';
  return ` (${ids.slice(0, MOST_NAMED).join(', ')}${more})`;
};
