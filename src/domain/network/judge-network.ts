import { counted } from '../explanation.ts';
import type { Failure, FailureKind } from '../source/failure.ts';
import type { PollOutcome } from '../source/poll/poll-report.ts';

/** What fails, for each kind of failure that this machine's network may have caused. */
const UNREACHED = {
  dns: 'host names cannot be resolved',
  refused: 'servers are unreachable or refuse connections',
  reset: 'connections fail or end early',
  timeout: 'no server answers in time',
} as const;

type UnreachedKind = keyof typeof UNREACHED;
export type Unreached = { readonly kind: UnreachedKind; readonly detail: string };

/** True if this machine's network may have caused the failure. */
export const isUnreached = (failure: Failure): failure is Unreached => Object.hasOwn(UNREACHED, failure.kind);

const UNSENT: ReadonlySet<FailureKind> = new Set([
  'bad-url',
  'private-address',
  'port-not-allowed',
  'stopped',
  'unfinished',
] as const);

/** True if the failure can happen before any server is reached, for reasons other than the network. */
export const isUnsent = (failure: Failure): boolean => UNSENT.has(failure.kind);

/** True if the outcome of a poll shows that a server was reached. */
export const showsNetwork = (outcome: PollOutcome): boolean => {
  if (outcome.kind === 'failed') return !isUnreached(outcome.failure) && !isUnsent(outcome.failure);
  return outcome.kind === 'changed' || outcome.kind === 'unchanged';
};

/** Minimum number of sites that fail in the same way before this machine counts as offline; two if only two are known. */
const SITES_NEEDED = 3;

/** Minimum number of known sites for a judgement: with one, being offline looks the same as a site that is down. */
export const FEWEST_SITES = 2;

/**
 * Returns a failure of the most frequent kind if enough sites have it (`SITES_NEEDED`), else undefined. `known`: number
 * of sites that should have answered, those of `failures` included.
 */
export const commonFailure = (
  failures: ReadonlyMap<string, Unreached>,
  known: number,
): Unreached | undefined => {
  const ways = Map.groupBy(failures.values(), ({ kind }) => kind);
  const [common = []] = [...ways.values()].toSorted((a, b) => b.length - a.length);
  const needed = Math.max(FEWEST_SITES, Math.min(SITES_NEEDED, known));
  return common.length >= needed ? common[0] : undefined;
};

/** Matches a label under which countries register domains, such as `or` in `nhk.or.jp`. */
const SECOND_LEVEL = /^(co|or|ne|ac|go|ed|gr|lg|ad|com|net|org|gov|edu)$/;

/** Returns the site of a URL: the IP address, else the last two labels of the host, or three as in `nhk.or.jp`. */
export const siteOf = (url: string): string => {
  const host = (URL.parse(url)?.hostname ?? url).replace(/\.$/, '');
  const labels = host.split('.');
  if (/[\d\]]$/.test(host)) return host;
  const isCountry = labels.at(-1)?.length === 2 && SECOND_LEVEL.test(labels.at(-2) ?? '');
  return labels.slice(isCountry ? -3 : -2).join('.');
};

/** Wait after the first failed attempt to reach any site, in milliseconds. It doubles with each further failed attempt. */
const FIRST_RETRY_MS = 30_000;

/** Maximum wait between two attempts, in milliseconds. */
const MAX_RETRY_MS = 15 * 60_000;

/** Returns the wait after a number of failed attempts, in milliseconds. */
export const retryMs = (attempts: number): number =>
  Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));

/** Returns the state after an attempt that reached no site. A failure before `nextTryAt` changes nothing. */
export const stillOffline = (
  before: Offline | undefined,
  { kind, detail }: Unreached,
  sites: number,
  now: Temporal.Instant,
): Offline => {
  if (before !== undefined && Temporal.Instant.compare(now, before.nextTryAt) < 0) return before;
  const attempts = (before?.attempts ?? 0) + 1;
  const nextTryAt = now.add({ milliseconds: retryMs(attempts) });
  return { since: before?.since ?? now, kind, detail, sites, attempts, nextTryAt };
};

/** The state of a machine that reaches no site. */
export type Offline = {
  readonly since: Temporal.Instant;
  readonly kind: UnreachedKind;
  /** The failure of one site, in words. */
  readonly detail: string;
  /** Number of sites that failed. */
  readonly sites: number;
  /** Number of failed attempts to reach any site. */
  readonly attempts: number;
  readonly nextTryAt: Temporal.Instant;
};

/** Says why no source can be read, with the failure of a site, and what to check. */
export const explainOffline = ({ kind, detail, sites }: Pick<Offline, 'kind' | 'detail' | 'sites'>): string =>
  `This machine looks offline: ${UNREACHED[kind]} (${counted(sites, 'site')} tried; ${detail}). Check the network connection and the ${kind === 'dns' ? 'name server' : 'firewall'}.`;
