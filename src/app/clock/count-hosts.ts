import type { Config } from '../../pipeline/ports.ts';

/** The clock is judged at each answer, and reading a thousand addresses takes a millisecond. */
const counts = new WeakMap<Config['sources'], number>();

/** How many hosts the polled sources have, all their endpoints counted. */
export const countHosts = ({ sources }: Pick<Config, 'sources'>): number => {
  const count = counts.get(sources) ?? countAnew(sources);
  counts.set(sources, count);
  return count;
};

const countAnew = (sources: Config['sources']): number => {
  const urls = sources.filter(({ enabled }) => enabled).flatMap(({ endpoints }) => endpoints);
  return new Set(urls.map((url) => URL.parse(url)?.host)).size;
};
