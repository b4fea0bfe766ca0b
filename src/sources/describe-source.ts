import type { Digest } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { hideSecrets } from '../domain/hide-secrets.ts';
import { normaliseDocument } from '../domain/item/normalise-document.ts';
import type { RawItem } from '../domain/item/raw-item.ts';
import type { ListedFeed } from '../domain/source/listed-feed.ts';
import { describeHabits, describeRelevance } from '../domain/source/propose/describe-portrait.ts';
import type { Origin } from '../domain/source/propose/name-source.ts';
import { type Portrait, portrayFeed, type Relevant } from '../domain/source/propose/portrait.ts';
import { type NewSource, proposeSource } from '../domain/source/propose/propose-source.ts';
import { isBelow, sourceOfEndpoint } from '../domain/source/propose/same-endpoint.ts';
import { type Language, plainSource, type Scope, type Source } from '../domain/source/source.ts';
import { atOnce } from '../domain/steps.ts';
import type { TagDictionary } from '../domain/tag/dictionary.ts';
import { isLoopback } from '../domain/web-address.ts';
import { judgeCandidate } from '../intake/judge-candidate.ts';
import type { FeedParser, Fetcher, WorkQueue } from '../intake/ports.ts';
import { type FeedSearch, type FoundFeed, findFeed } from './find-feed.ts';
import type { FindLinks } from './ports.ts';

export type SourceTools = {
  readonly config: Config;
  readonly fetcher: Fetcher;
  readonly parser: FeedParser;
  readonly dictionary: TagDictionary;
  readonly digest: Digest;
  readonly findLinks: FindLinks;
  readonly inTurn: WorkQueue['run'];
  /** Ids in use, to which the id of each new source is added. */
  readonly taken: Set<string>;
  readonly now: () => Temporal.Instant;
};

export type Described = {
  readonly kind: 'described';
  readonly source: NewSource;
  readonly portrait: Portrait;
  readonly relevant: Relevant;
  readonly others: FoundFeed['others'];
  readonly isGuess: FoundFeed['isGuess'];
};

export type DescribedSource =
  | Described
  /** The address contains a user name or a password, which belongs in `headers`. */
  | { readonly kind: 'password'; readonly url: string }
  /** A configured source already has this feed. */
  | { readonly kind: 'there'; readonly url: string; readonly source: Source }
  /** The feed is one of our own. */
  | { readonly kind: 'own'; readonly url: string }
  | { readonly kind: 'other-language'; readonly url: string; readonly tag: string }
  | Exclude<FeedSearch, FoundFeed>;

type Listed = Pick<ListedFeed, 'name' | 'folders'>;

/** Maximum number of items of a feed that are judged for the proposal. */
const MOST_ITEMS = 200;

/** Length to which the titles of items are cut for the proposal, in characters. */
const LONGEST_TITLE = 500;

/**
 * Finds the feed at or behind an address, and resolves to a proposed source for the feed or to the reason against a
 * proposal. Adds the id of a proposed source to `taken`. `listed` has the feed's name and folders in a list of feeds.
 */
export const describeSource = async (
  url: string,
  parts: SourceTools,
  signal: AbortSignal,
  listed?: Listed,
): Promise<DescribedSource> => {
  const { config } = parts;
  const { username = '', password = '' } = URL.parse(url) ?? {};
  if (username + password !== '') return { kind: 'password', url: hideSecrets(url) };
  const known = sourceOfEndpoint(url, config.sources);
  if (known !== undefined) return { kind: 'there', url, source: known };
  const found = await findFeed(url, parts, signal);
  if (found.kind !== 'found') return found;
  if (isOwn(found, config.feed.url)) return { kind: 'own', url: found.url };
  const same = sourceOfEndpoint(found.url, config.sources);
  if (same !== undefined) return { kind: 'there', url: found.url, source: same };
  const now = parts.now();
  const portrait = portrayFeed(found.feed, found.items, now);
  if (portrait.language.kind === 'other') {
    return { kind: 'other-language', url: found.url, tag: portrait.language.tag };
  }
  const language = portrait.language.is;
  const items = found.items.slice(0, MOST_ITEMS);
  const relevant = countRelevant(items, language, now, parts);
  const seen = {
    language,
    titles: items.flatMap(({ title }) => title?.slice(0, LONGEST_TITLE) ?? []),
    relevant,
    remarks: remarksOf(portrait, relevant, now),
    enabled: true,
  };
  const source = proposeSource(originOf(found, listed), seen, { ...config, taken: parts.taken });
  parts.taken.add(source.id);
  return { kind: 'described', source, portrait, relevant, others: found.others, isGuess: found.isGuess };
};

/**
 * True if a feed is ours, by its address or by the address that the feed states. A stated loopback address counts only
 * for a feed from loopback, because loopback is the default of `feed.url` on every machine.
 */
const isOwn = ({ url, feed: { selfUrl } }: FoundFeed, site: string): boolean =>
  isBelow(url, site) ||
  (selfUrl !== undefined && isBelow(selfUrl, site) && (isLoopback(url) || !isLoopback(site)));

const originOf = ({ url, feed, page }: FoundFeed, listed: Listed | undefined): Origin => {
  const home = page?.url ?? feed.link;
  return {
    url,
    ...defined({ home, folders: listed?.folders }),
    // The best name is first: a person chose the name in the list of feeds.
    names: [listed?.name, page?.siteName, feed.title, page?.title].flatMap((text) => text ?? []),
  };
};

const remarksOf = (portrait: Portrait, relevant: Relevant, now: Temporal.Instant): readonly string[] => {
  const title = portrait.title === undefined ? '' : `${portrait.title.replace(/[.。]$/, '')}. `;
  return [`${title}Seen ${monthOf(now)}: ${describeHabits(portrait)}; ${describeRelevance(relevant)}.`];
};

const monthOf = (moment: Temporal.Instant): string =>
  moment.toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'Asia/Tokyo' });

/** Proposes a disabled source for a feed that could not be used, and adds its id to `taken`. */
export const disabledSource = (
  url: string,
  { config, taken, now }: SourceTools,
  { name, folders, language, why }: Listed & { readonly language: Language; readonly why: string },
): NewSource => {
  const origin: Origin = { url, names: name === '' ? [] : [name], folders };
  const remark = `Disabled: in ${monthOf(now())} it could not be used (${why.replace(/[.。]$/, '')}).`;
  const seen = {
    language,
    titles: [],
    relevant: { of: 0, japan: 0, general: 0 },
    remarks: [remark],
    enabled: false,
  };
  const source = proposeSource(origin, seen, { ...config, taken });
  taken.add(source.id);
  return source;
};

const countRelevant = (
  items: readonly RawItem[],
  language: Language,
  now: Temporal.Instant,
  { dictionary, config, digest }: SourceTools,
): Relevant => {
  const source = plainSource('trial', language);
  const context = { outlets: [], firstSeenAt: now, firstPoll: true, digest };
  const { arrived } = atOnce(normaliseDocument(items, source, context));
  const kept = (scope: Scope): number =>
    arrived.filter(
      ({ candidate }) =>
        judgeCandidate(candidate, { ...source, scope }, dictionary, config.relevance.threshold).kind ===
        'kept',
    ).length;
  return { of: arrived.length, japan: kept('japan'), general: kept('general') };
};
