import type { Source } from '../source.ts';
import type { EndpointState, SourceState } from '../source-state.ts';

/** The stored state of each of a source's endpoints, in the order of the current config. */
export const endpointStates = (source: Source, state: SourceState | undefined): readonly EndpointState[] =>
  source.endpoints.map(
    (url) =>
      state?.endpoints.find((endpoint) => endpoint.url === url) ?? { url, validators: {}, failures: 0 },
  );

/** The index of the endpoint in use; it follows the URL when the config's order changes. */
export const endpointInUse = (source: Source, state: SourceState | undefined): number => {
  const url = state?.endpoints[state.endpoint]?.url;
  return url === undefined ? 0 : Math.max(0, source.endpoints.indexOf(url));
};
