import { isUnreached, siteOf, type Unreached } from '../domain/network/judge-network.ts';
import type { Source } from '../domain/source/source.ts';
import { endpointInUse, endpointStates } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Fetcher } from './ports.ts';

export type Sites = {
  /** Returns the enabled sources. */
  readonly sources: () => readonly Source[];
  readonly state: Store['state'];
  readonly reach: Fetcher['reach'];
};

/** Whether one of the tried sites was reached, and the failures that the network may have caused, by site. */
export type Tried = { readonly isReached: boolean; readonly failures: ReadonlyMap<string, Unreached> };

/** Maximum number of sites that are tried. */
const WITNESSES = 3;

/**
 * Tries in parallel up to `WITNESSES` sites outside `failed`: those that answered last, and the one whose answer is the
 * oldest, because the last answers may come from one owner. If `kind` is `dns`, host names are only looked up.
 */
export const tryWitnesses = async (
  failed: ReadonlySet<string>,
  kind: Unreached['kind'],
  sites: Sites,
  signal: AbortSignal,
): Promise<Tried> => {
  const others = [...workingSites(sites)].filter(([site]) => !failed.has(site));
  const witnesses = others.filter((_, rank) => rank < WITNESSES - 1 || rank === others.length - 1);
  const by = kind === 'dns' ? 'lookup' : 'connection';
  const found = await Promise.all(
    witnesses.map(async ([site, [url = site]]) => ({ site, failure: await sites.reach(url, by, signal) })),
  );
  const failures = new Map<string, Unreached>();
  for (const { site, failure } of found)
    if (failure !== undefined && isUnreached(failure)) failures.set(site, failure);
  return { isReached: found.some(({ failure }) => failure === undefined), failures };
};

/** Returns the URLs of the sources for which `worked` is true, by site; the most recent answer comes first. */
export const workingSites = (sites: Sites): ReadonlyMap<string, readonly string[]> => {
  const lastMs = ({ id }: Source): number => sites.state(id)?.lastSuccessAt?.epochMilliseconds ?? 0;
  const working = sites
    .sources()
    .filter((source) => worked(source, sites))
    .toSorted((a, b) => lastMs(b) - lastMs(a));
  const urls = working.map(
    (one) => one.endpoints[endpointInUse(one, sites.state(one.id))] ?? one.endpoints[0],
  );
  return Map.groupBy(urls, siteOf);
};

/** True if the endpoint in use of a source did not fail at its last poll, or was never polled. */
export const worked = (source: Source, sites: Pick<Sites, 'state'>): boolean => {
  const state = sites.state(source.id);
  return endpointStates(source, state)[endpointInUse(source, state)]?.failure === undefined;
};
