import { counted } from '../explanation.ts';
import type { FailureKind } from '../source/failure.ts';

/** How a request fails that no server answered. */
type UnreachedKind = Extract<FailureKind, 'dns' | 'refused' | 'reset' | 'timeout'>;
export type Unreached = { readonly kind: UnreachedKind; readonly detail: string };

/** This machine reaches no site: no failure counts as that of a source. */
export type Offline = {
  readonly since: Temporal.Instant;
  /** How every site fails. */
  readonly kind: UnreachedKind;
  /** The failure of one of them. */
  readonly detail: string;
  /** Number of sites that failed. */
  readonly sites: number;
  /** Number of failed attempts to reach any. */
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

/** Why no source can be read, with the failure of a site, and what to check. */
export const explainOffline = ({ kind, detail, sites }: Pick<Offline, 'kind' | 'detail' | 'sites'>): string =>
  `This machine looks offline: ${WORDS[kind].fails} (${counted(sites, 'site')} tried; ${detail}). ${WORDS[kind].check}`;
