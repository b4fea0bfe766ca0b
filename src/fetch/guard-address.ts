import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Looks up all addresses of a host name, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses?: readonly LookupAddress[]) => void,
) => void;

/** Whether a connection to an address may be made. */
export type MayDial = (address: string) => boolean;

export const resolveName: Resolve = (hostname, callback) => dnsLookup(hostname, { all: true }, callback);

/** The code of the error with which a dial is refused. */
export const PRIVATE_ADDRESS = 'ERR_PRIVATE_ADDRESS';

/**
 * Whether an address belongs to the public internet, in whatever spelling: not loopback, private, link-local (where
 * clouds keep their metadata), CGNAT, ULA, multicast or reserved. IPv4 inside IPv6 (mapped, NAT64) is judged as IPv4.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
  // RFC 6052: the last 32 bits of the well-known prefix 64:ff9b::/96 are an IPv4 address.
  if (parsed.match(NAT64)) return isPublicAddress(parsed.toByteArray().slice(12).join('.'));
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST);
};

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** RFC 4291 §2.4: all that is routed in IPv6 so far. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * A lookup for sockets that leaves out the addresses that may not be dialled and fails when none is left. Since it is
 * asked at every dial, a name that turns private after a first look gains nothing.
 */
export const guardedLookup =
  (resolve: Resolve, mayDial: MayDial): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      const open = (addresses ?? []).filter(({ address }) => mayDial(address));
      const [first] = open;
      if (error !== null) callback(error, '');
      else if (first === undefined) callback(refusal(hostname, addresses?.[0]?.address), '');
      else if (options.all === true) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };

/** The refusal of a host that is itself an address, which no lookup sees; undefined where it may be dialled. */
export const refusedLiteral = (hostname: string, mayDial: MayDial): NodeJS.ErrnoException | undefined => {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 0 || mayDial(address) ? undefined : refusal(hostname, address);
};

const refusal = (hostname: string, address: string | undefined): NodeJS.ErrnoException =>
  Object.assign(new Error(`${hostname} leads to ${address ?? 'no address'}, which is not public`), {
    code: address === undefined ? 'ENOTFOUND' : PRIVATE_ADDRESS,
  });
