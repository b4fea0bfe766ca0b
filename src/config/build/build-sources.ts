import { defined } from '../../domain/defined.ts';
import { didYouMean } from '../../domain/did-you-mean.ts';
import { DEFAULT_PRIORITY, type Outlet, type OutletId } from '../../domain/source/outlet.ts';
import type { Source, SourceId } from '../../domain/source/source.ts';
import type { TopicKey } from '../../domain/tag/topic.ts';
import { MOST_LISTED, type Report, reportTwice, suggestion } from '../read/config-problems.ts';
import type { YamlFile } from '../read/read-yaml.ts';
import type { SourcesFile } from '../schema/sources-schema.ts';
import { buildHeaders } from './build-headers.ts';
import { collectOutlets, type Outlets, unknownOutlet } from './build-outlets.ts';
import { buildRules, buildTitleRules } from './build-rules.ts';
import type { Env } from './fill-variables.ts';

type SourceParts = {
  readonly file: YamlFile;
  readonly report: Report;
  readonly env: Env;
  /** The keys of `topics.yaml`; if undefined, no key is reported as unknown. */
  readonly topics: readonly string[] | undefined;
};

/** Builds the outlets and sources of `sources.yaml`, and reports problems that a schema cannot find. */
export const buildSources = (
  { value: written, file }: { readonly value: SourcesFile; readonly file: YamlFile },
  around: Omit<SourceParts, 'file'>,
): { readonly outlets: readonly Outlet[]; readonly sources: readonly Source[] } => {
  const { report } = around;
  const parts = { ...around, file };
  const outlets = collectOutlets(written.outlets);
  const idsIn = (list: 'outlets' | 'sources') =>
    written[list].map(({ id }, i) => ({ name: id, place: file.place([list, i, 'id']) }));
  reportTwice(report, 'the outlet id', idsIn('outlets'));
  reportTwice(report, 'the source id', idsIn('sources'));
  reportTwice(report, 'the endpoint', endpointUses(written, file));
  const sources = written.sources.map((source, i) => sourceOf(source, i, outlets, parts));
  const own = Map.groupBy(
    sources.filter((_, i) => written.sources[i]?.priority !== undefined),
    ({ outlet }) => outlet.id,
  );
  return { outlets: outlets.all().map((outlet) => withPriorities(outlet, own.get(outlet.id))), sources };
};

const withPriorities = (outlet: Outlet, own: readonly Source[] | undefined): Outlet =>
  own === undefined
    ? outlet
    : {
        ...outlet,
        sourcePriorities: Object.fromEntries(own.map(({ id, priority }) => [id, priority])),
      };

type WrittenSource = SourcesFile['sources'][number];

const endpointUses = (written: SourcesFile, file: YamlFile) =>
  written.sources.flatMap(({ endpoints }, i) =>
    endpoints.map((url, j) => ({
      name: new URL(url).href,
      place: file.place(['sources', i, 'endpoints', j]),
    })),
  );

const sourceOf = (written: WrittenSource, i: number, outlets: Outlets, parts: SourceParts): Source => {
  const { file, report } = parts;
  const path = ['sources', i] as const;
  if (!known.getOrInsertComputed(written.timezone, isZone))
    report(file.place([...path, 'timezone']), () => noZone(written.timezone));
  written.topics.forEach((key, j) => {
    if (parts.topics !== undefined && !parts.topics.includes(key)) {
      report(file.place([...path, 'topics', j]), () => noTopic(key, parts.topics ?? []));
    }
  });
  const named = outlets.named(written.outlet);
  if (named === undefined)
    report(file.place([...path, 'outlet']), () => unknownOutlet(written.outlet, outlets));
  const outlet = named ?? NO_OUTLET;
  const { endpoints, priority = outlet.priority, userAgent, every, ...same } = written;
  const [first = '', ...others] = endpoints;
  return {
    ...same,
    id: written.id as SourceId,
    outlet,
    endpoints: [first, ...others],
    priority,
    ...defined({ userAgent, everyMs: every }),
    // A source that is not polled needs no secrets.
    headers: written.enabled ? buildHeaders(written.headers, [...path, 'headers'], parts) : {},
    include: buildRules(written.include, [...path, 'include'], parts),
    exclude: buildRules(written.exclude, [...path, 'exclude'], parts),
    titleRules: buildTitleRules(written.titleRules, [...path, 'titleRules'], parts),
    topics: written.topics as TopicKey[],
    place: file.place(path),
  };
};

/** Replaces an unknown outlet, so that the rest of the source is checked before the config is refused. */
const NO_OUTLET: Outlet = { id: '' as OutletId, name: '', priority: DEFAULT_PRIORITY, paywall: false };

export const noTopic = (key: string, topics: readonly string[]): string => {
  const listed = topics.length <= MOST_LISTED ? topics : [...topics.slice(0, MOST_LISTED), '…'];
  const remedy = topics.length === 0 ? 'no topic is there; add this one' : `it has ${listed.join(', ')}`;
  return `"${key}" is not a topic of topics.yaml; ${suggestion(key, topics, remedy)}`;
};

const noZone = (written: string): string => {
  const isJapan = /^(jst|japan|tokyo)$/i.test(written);
  const meant = isJapan ? 'Asia/Tokyo' : didYouMean(written, Intl.supportedValuesOf('timeZone'));
  const what = `timezone: "${written}" is not the name of a time zone`;
  return meant === undefined
    ? `${what}; write one such as Asia/Tokyo, America/New_York or UTC`
    : `${what}; did you mean "${meant}"?`;
};

/** Results of `isZone` by name; cached, because creating a formatter is slow. */
const known = new Map<string, boolean>();

const isZone = (name: string): boolean => {
  // An offset has no summer time, and a short name such as CST or IST means several zones.
  if (name !== 'UTC' && !/^[A-Z]\w*\//i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
