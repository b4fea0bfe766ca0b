import { bareHost } from '../article/canonical-url.ts';

/** `jp.reuters.com` is of the site `https://www.reuters.com/`; `example.com` is not of `www.other.com`. */
export const isSameSite = (home: string, host: string): boolean => {
  const site = URL.parse(home)?.hostname;
  if (site === undefined) return false;
  const [a, b] = [bareHost(site), bareHost(host)];
  return a === b || b.endsWith(`.${a}`);
};
