import { bareHost } from '../article/canonical-url.ts';

/** Whether a host belongs to the site of a home page: `jp.reuters.com` belongs to `https://www.reuters.com/`. */
export const isSameSite = (home: string, host: string): boolean => {
  const site = URL.parse(home)?.hostname;
  if (site === undefined) return false;
  const [a, b] = [bareHost(site), bareHost(host)];
  return a === b || b.endsWith(`.${a}`);
};
