import { counted } from '../explanation.ts';
import type { Failure, FailureKind } from '../source/failure.ts';
import type { PollOutcome } from '../source/poll/poll-report.ts';

const UNREACHED: ReadonlySet<FailureKind> = new Set(['dns', 'refused', 'reset', 'timeout'] as const);

/** Whether this machine's network may have caused a failure. */
export const isUnreached = (failure: Failure): failure is Unreached => UNREACHED.has(failure.kind);

/** Failures of a request that was never sent, which say nothing about the network. */
const UNSENT: ReadonlySet<FailureKind> = new Set([
  'bad-url',
  'private-address',
  'port-not-allowed',
  'stopped',
] as const);

/** Whether the outcome of a poll shows that some server was reached. */
export const showsNetwork = (outcome: PollOutcome): boolean => {
  if (outcome.kind === 'failed') return !isUnreached(outcome.failure) && !UNSENT.has(outcome.failure.kind);
  return outcome.kind === 'changed' || outcome.kind === 'unchanged';
};

/** Number of sites that must fail in the same way; all of them if fewer are known. */
const SITES_NEEDED = 3;

/** With fewer known sites, a machine without network cannot be distinguished from a site that is down. */
export const FEWEST_SITES = 2;

/**
 * The failure that sites have in common because this machine is offline; undefined if the failures are the sites' own.
 * `failures` holds, by site, failures of sites that worked when they were last asked, while no site answered; `known` is the
 * number of all sites that worked when they were last asked.
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

/** Names under which a country registers domains: the site of `www3.nhk.or.jp` is `nhk.or.jp`. */
const SECOND_LEVEL = /^(co|or|ne|ac|go|ed|gr|lg|ad|com|net|org|gov|edu)$/;

/** The site of a URL, which has one network: the registered domain, or the whole IP address. */
export const siteOf = (url: string): string => {
  const host = (URL.parse(url)?.hostname ?? url).replace(/\.$/, '');
  const labels = host.split('.');
  if (/[\d\]]$/.test(host)) return host;
  const isCountry = labels.at(-1)?.length === 2 && SECOND_LEVEL.test(labels.at(-2) ?? '');
  return labels.slice(isCountry ? -3 : -2).join('.');
};

/** Wait before the second attempt, in milliseconds; it doubles with each further one. */
const FIRST_RETRY_MS = 30_000;

/** Maximum wait between two attempts, in milliseconds. */
const MAX_RETRY_MS = 15 * 60_000;

/** Wait after a number of failed attempts, in milliseconds. */
export const retryMs = (attempts: number): number =>
  Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));

/** The state after an attempt in which every site failed. What fails before the next attempt is due does not delay it. */
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

/** The kinds of failure of a request that no server answered. */
type UnreachedKind = Extract<FailureKind, 'dns' | 'refused' | 'reset' | 'timeout'>;
export type Unreached = { readonly kind: UnreachedKind; readonly detail: string };

/** This machine reaches no site, so no failure counts against a source. */
export type Offline = {
  readonly since: Temporal.Instant;
  /** How every site fails. */
  readonly kind: UnreachedKind;
  /** The failure of one of the sites, in words. */
  readonly detail: string;
  /** Number of sites that failed. */
  readonly sites: number;
  /** Number of failed attempts to reach any site. */
  readonly attempts: number;
  readonly nextTryAt: Temporal.Instant;
};

/** What fails, and what to check, for a person. */
const WORDS: Readonly<Record<UnreachedKind, { readonly fails: string; readonly check: string }>> = {
  dns: {
    fails: 'host names cannot be resolved',
    check: 'Check the network connection and the name server.',
  },
  refused: {
    fails: 'connections are refused',
    check: 'Check the network connection, the firewall and the proxy.',
  },
  reset: { fails: 'connections are closed without an answer', check: 'Check the firewall and the proxy.' },
  timeout: {
    fails: 'no server answers in time',
    check: 'Check the network connection, the firewall and the proxy.',
  },
};

/** Says why no source can be read, with the failure of a site, and what to check. */
export const explainOffline = ({ kind, detail, sites }: Pick<Offline, 'kind' | 'detail' | 'sites'>): string =>
  `This machine looks offline: ${WORDS[kind].fails} (${counted(sites, 'site')} tried; ${detail}). ${WORDS[kind].check}`;
