import type { Config } from '../../pipeline/ports.ts';

/** How many hosts the polled sources have, all their endpoints counted. */
export const countHosts = ({ sources }: Pick<Config, 'sources'>): number => {
  const urls = sources.filter(({ enabled }) => enabled).flatMap(({ endpoints }) => endpoints);
  return new Set(urls.map((url) => URL.parse(url)?.host)).size;
};
