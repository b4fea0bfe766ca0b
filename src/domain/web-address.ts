import { bareHost } from './article/canonical-url.ts';

/** Maximum length of an address, in characters: twice what browsers have in common, and each feed repeats it. */
const MAX_LENGTH = 4096;

/**
 * The absolute http(s) form of an address, in ASCII and without user name and password (RFC 3986 §3.2.1), which could be
 * mistaken for the host; undefined if the address is invalid, or longer than any that works.
 */
export const webAddress = (text: string, base?: string): string | undefined => {
  const url = text.length > MAX_LENGTH ? null : URL.parse(text.trim(), base);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  url.username = '';
  url.password = '';
  return url.href.length > MAX_LENGTH ? undefined : url.href;
};

/** A percent-encoded part of an address, decoded (RFC 3986 §2.1); undefined if it is not UTF-8. */
export const decodedPart = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/** Whether a host belongs to the site of a home page: `jp.reuters.com` belongs to `https://www.reuters.com/`. */
export const isSameSite = (home: string, host: string): boolean => {
  const site = URL.parse(home)?.hostname;
  if (site === undefined) return false;
  const [a, b] = [bareHost(site), bareHost(host)];
  return a === b || b.endsWith(`.${a}`);
};

/** Whether an address can only be reached on this machine. */
export const isLoopback = (address: string): boolean =>
  /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(URL.parse(address)?.hostname ?? '');

/** Whether a text can be a host name or an IP address to listen on: without scheme, path, port, spaces and brackets. */
export const isHost = (text: string): boolean => !/^$|[\s/[\]]/.test(text) && !/^[^:]*:\d*$/.test(text);
