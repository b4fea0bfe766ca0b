import type { Failure } from '../domain/source/failure.ts';

export type UrlResult =
  | { readonly kind: 'url'; readonly url: URL }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Reads an absolute http(s) URL, or one relative to `base`; the fragment is dropped, since no server sees it. */
export const readWebUrl = (text: string, base?: URL): UrlResult => {
  const url = URL.parse(text, base);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return {
      kind: 'failed',
      failure: { kind: 'bad-url', detail: `${JSON.stringify(text.slice(0, 200))} is not a web address` },
    };
  }
  url.hash = '';
  return { kind: 'url', url };
};

/** A URL without user name and password, so that it may be shown and stored. */
export const shownUrl = (url: URL): string => {
  if (url.username === '' && url.password === '') return url.href;
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
};

export const portOf = (url: URL): number => {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
};
