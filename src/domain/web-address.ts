import { bareHost } from './article/canonical-url.ts';

/** Maximum length of an address, in characters. */
const MAX_LENGTH = 4096;

/**
 * Returns the absolute form of an address in ASCII; undefined if it is invalid, not http(s), or longer than
 * `MAX_LENGTH`. User name and password (RFC 3986 §3.2.1) are removed: a reader could take them for the host.
 */
export const webAddress = (text: string, base?: string): string | undefined => {
  const url = text.length > MAX_LENGTH ? null : URL.parse(text.trim(), base);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  url.username = '';
  url.password = '';
  return url.href.length > MAX_LENGTH ? undefined : url.href;
};

/** True if an address names port 0, which no server has: as `server.port` it takes any free port. */
export const hasPortZero = (url: string): boolean => URL.parse(url)?.port === '0';

const HOST_FIRST = /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)+(:\d+)?([/?#]|$)/u;

/** Adds `https://` to a text that begins with a host name that has a dot: `news.example.com/feed`, not `localhost/feed`. */
export const withScheme = (text: string): string => (HOST_FIRST.test(text) ? `https://${text}` : text);

/** Decodes a percent-encoded part of an address (RFC 3986 §2.1); undefined if a code is invalid or not UTF-8. */
export const decodedPart = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/**
 * True if a host belongs to the site of a home page: `jp.reuters.com` belongs to `https://www.reuters.com/`. False if
 * the home page has no valid address.
 */
export const isSameSite = (home: string, host: string): boolean => {
  const site = URL.parse(home)?.hostname;
  if (site === undefined) return false;
  const [a, b] = [bareHost(site), bareHost(host)];
  return a === b || b.endsWith(`.${a}`);
};

/** True if the host of an address is `localhost` or a loopback IP address. */
export const isLoopback = (address: string): boolean =>
  /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(URL.parse(address)?.hostname ?? '');

/** A pattern of the last parts of host names in local networks (RFC 6762 appendix G); `fritz.box` is a router. */
export const LOCAL_ENDINGS = String.raw`local|localdomain|localhost|lan|internal|intranet|private|corp|home|arpa|(?<=[/.]fritz\.)box`;

const LOCAL_HOST = new RegExp(
  `^https?://(?:\\[|[\\d.]+[:/]|[^./:]+\\.?[:/]|[^/:]*\\.(?:${LOCAL_ENDINGS})\\.?[:/])`,
  'i',
);

/**
 * True if the host of an address (`webAddress`) is an IP address, or a name in a local network: a name without a dot, or
 * with an ending of `LOCAL_ENDINGS`.
 */
export const isLocalHost = (address: string): boolean => LOCAL_HOST.test(address);

/** True if a text may be a host name or an IP address: it is ASCII, and has no port, path, spaces or square brackets. */
export const isHost = (text: string): boolean => !/^$|[^!-~]|[/[\]]/.test(text) && !/^[^:]*:\d*$/.test(text);
