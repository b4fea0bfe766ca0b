import type { Config } from '../../pipeline/ports.ts';

/** The hosts of the polled sources, all their endpoints taken together. */
export const hostsOf = ({ sources }: Pick<Config, 'sources'>): ReadonlySet<string> => {
  const urls = sources.filter(({ enabled }) => enabled).flatMap(({ endpoints }) => endpoints);
  return new Set(urls.flatMap((url) => URL.parse(url)?.host ?? []));
};
