import { isSameSite } from '../source/is-same-site.ts';
import type { Outlet, OutletId } from '../source/outlet.ts';
import { outletIdFromHost, outletIdFromName } from '../source/outlet-id.ts';
import type { Source } from '../source/source.ts';
import type { RawItem } from './raw-item.ts';

/**
 * Whose news an item is: the source's own outlet, but for an aggregator, which is believed where its item names
 * another (`<source url>`). That one is known by its home where it is configured, else under an id from its host.
 */
export const outletOfItem = (
  raw: Pick<RawItem, 'source'>,
  { outlet: own, aggregator }: Pick<Source, 'outlet' | 'aggregator'>,
  configured: readonly Outlet[],
): { readonly id: OutletId; readonly name: string } => {
  if (!aggregator) return { id: own.id, name: own.name };
  const host = raw.source?.url === undefined ? undefined : URL.parse(raw.source.url)?.hostname;
  const name = raw.source?.name;
  if (host !== undefined) {
    const byHome = configured.find(({ home }) => home !== undefined && isSameSite(home, host));
    if (byHome !== undefined) return { id: byHome.id, name: byHome.name };
  }
  if (name !== undefined) {
    const byName = configured.find((outlet) => outlet.name === name || outlet.nameJa === name);
    if (byName !== undefined) return { id: byName.id, name: byName.name };
    const id = host === undefined ? outletIdFromName(name) : outletIdFromHost(host);
    // `japan.today` is not the outlet `japan-today`.
    const isTaken = configured.some((outlet) => outlet.id === id);
    return { id: isTaken ? (`other-${id}` as OutletId) : id, name };
  }
  return { id: own.id, name: own.name };
};
