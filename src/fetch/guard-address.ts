import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Looks up all addresses of a host name, as `dns.lookup` does with `all: true`. */
export type Resolve = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses?: readonly LookupAddress[]) => void,
) => void;

/** Returns whether a connection to an address is allowed. */
export type MayDial = (address: string) => boolean;

export const resolveName: Resolve = (hostname, callback) => dnsLookup(hostname, { all: true }, callback);

/** The `code` of the error for an address that is not public. */
export const PRIVATE_ADDRESS = 'ERR_PRIVATE_ADDRESS';

/**
 * Returns whether an address, in any spelling, belongs to the public internet. Loopback, private, link-local (cloud
 * metadata), CGNAT, ULA, multicast and reserved addresses do not, nor does `AZURE_METADATA`. IPv4 inside IPv6 (mapped,
 * NAT64) is judged as IPv4.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4)
    return parsed.range() === 'unicast' && parsed.toString() !== AZURE_METADATA;
  // An address with the well-known prefix 64:ff9b::/96 ends with an IPv4 address (RFC 6052).
  if (parsed.match(NAT64)) return isPublicAddress(parsed.toByteArray().slice(12).join('.'));
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST);
};

/** The server for metadata and settings of virtual machines in Azure. Its address is in no private range. */
const AZURE_METADATA = '168.63.129.16';

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** The IPv6 range from which IANA assigns public addresses. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Returns a lookup for sockets that leaves out forbidden addresses, and fails if no address is left. The lookup runs at
 * every connection, so a name that changes to a private address after a first check is refused, too.
 */
export const guardedLookup =
  (resolve: Resolve, mayDial: MayDial): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      const open = (addresses ?? []).filter(({ address }) => mayDial(address));
      const [first] = open;
      if (error !== null) callback(error, '');
      else if (first === undefined) callback(noneOpen(hostname, addresses?.[0]?.address), '');
      else if (options.all === true) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };

/**
 * Returns the error of a host that is written as a forbidden IP address; undefined for any other host. A connection to
 * an IP address runs no lookup.
 */
export const refusedLiteral = (hostname: string, mayDial: MayDial): NodeJS.ErrnoException | undefined => {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 0 || mayDial(address) ? undefined : refusal(`${address} is not a public address`);
};

const noneOpen = (hostname: string, address: string | undefined): NodeJS.ErrnoException =>
  address === undefined
    ? Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' })
    : refusal(`${hostname} resolves to ${address}, which is not public`);

const refusal = (message: string): NodeJS.ErrnoException =>
  Object.assign(new Error(message), { code: PRIVATE_ADDRESS });
