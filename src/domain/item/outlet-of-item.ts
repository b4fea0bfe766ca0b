import { bareHost } from '../article/canonical-url.ts';
import { type Outlet, type OutletId, outletIdFromHost, outletIdFromName } from '../source/outlet.ts';
import type { Source } from '../source/source.ts';
import { isSameSite } from '../web-address.ts';
import type { RawItem } from './raw-item.ts';

/**
 * Returns the outlet of an item. An aggregator's item names its outlet by a site or a name (`<source url>`). The result
 * is the configured outlet of that site or name, else a new outlet of that name. It is the source's own outlet if the
 * source is not an aggregator, or if the item has neither a configured site nor a name.
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
    const byHome = outletAt(host, configured);
    if (byHome !== undefined) return { id: byHome.id, name: byHome.name };
  }
  if (name !== undefined) {
    const byName = configured.find((outlet) => outlet.name === name || outlet.nameJa === name);
    if (byName !== undefined) return { id: byName.id, name: byName.name };
    const id = host === undefined ? outletIdFromName(name) : outletIdFromHost(host);
    // The id may belong to another outlet: an unlisted `japan.today` is not the configured `japan-today`.
    const isTaken = configured.some((outlet) => outlet.id === id);
    return { id: isTaken ? (`other-${id}` as OutletId) : id, name };
  }
  return { id: own.id, name: own.name };
};

/**
 * Returns the outlet whose site is this host, else its nearest parent domain; undefined without such an outlet. If
 * outlets share that site, the first of them is returned.
 */
function outletAt(host: string, configured: readonly Outlet[]): Outlet | undefined {
  const siteOf = ({ home = '' }: Outlet): string => URL.parse(home)?.hostname ?? '';
  return configured
    .filter(({ home }) => home !== undefined && isSameSite(home, host))
    .toSorted((one, other) => bareHost(siteOf(other)).length - bareHost(siteOf(one)).length)[0];
}
