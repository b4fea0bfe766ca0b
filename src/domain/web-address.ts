/**
 * The absolute http(s) spelling of an address, all ASCII and without a name and password (RFC 3986 §3.2.1), which would
 * pass for the host; undefined where it is none.
 */
export const webAddress = (text: string, base?: string): string | undefined => {
  const url = URL.parse(text.trim(), base);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  url.username = '';
  url.password = '';
  return url.href;
};
