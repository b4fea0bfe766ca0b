import type { Config } from '../../domain/config.ts';

/** Cached, since the clock is judged at each answer and reading a thousand addresses takes a millisecond. */
const known = new WeakMap<Config['sources'], ReadonlySet<string>>();

/** The hosts of all endpoints of the enabled sources. */
export const hostsOf = ({ sources }: Pick<Config, 'sources'>): ReadonlySet<string> => {
  const hosts = known.get(sources) ?? readHosts(sources);
  known.set(sources, hosts);
  return hosts;
};

const readHosts = (sources: Config['sources']): ReadonlySet<string> => {
  const urls = sources.filter(({ enabled }) => enabled).flatMap(({ endpoints }) => endpoints);
  return new Set(urls.flatMap((url) => URL.parse(url)?.host ?? []));
};
