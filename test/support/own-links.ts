import type { FeedSettings } from '../../src/domain/config.ts';
import { basePath } from '../../src/site/language/reader.ts';

/** Returns the paths on this site that a page links to, without fragments. Links with a query, except a version, are left out. */
export const ownLinks = (text: string, settings: FeedSettings): readonly string[] => {
  const base = basePath(settings);
  const found = Array.from(text.matchAll(/ (?:href|src)="([^"]*)"/g), ([, link = '']) => link);
  return [...new Set(found.flatMap((link) => pathOf(link, settings.url, base) ?? []))];
};

const pathOf = (link: string, url: string, base: string): string | undefined => {
  const bare = link.startsWith(`${url}/`)
    ? link.slice(url.length)
    : link.startsWith(`${base}/`)
      ? link.slice(base.length)
      : undefined;
  if (bare === undefined || bare.startsWith('//')) return undefined;
  const [path = '', query] = (bare.split('#', 1)[0] ?? '').split('?');
  // The version of a style sheet is a query, but any server can answer it.
  return query === undefined || query.startsWith('v=') ? path : undefined;
};
