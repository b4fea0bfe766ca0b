import { renderStatus } from '../../adapters/publish/page/render-status.ts';
import { healthOf } from '../../domain/source/health.ts';
import type { Resource } from '../../pipeline/ports.ts';
import { htmlPage } from './resources.ts';
import type { SiteParts } from './site-parts.ts';
import { mergedView } from './views.ts';

/** The page of all sources. */
export const statusPage = ({ config, configProblems, store, now }: SiteParts): Resource => {
  const current = config();
  const sources = current.sources.map((source) => {
    const state = store.state(source.id);
    return {
      source,
      ...(state === undefined ? {} : { state: { ...state, health: healthOf(source, state, now()) } }),
    };
  });
  const problems = [...configProblems(), ...store.health().problems];
  return htmlPage(
    renderStatus({ settings: current.feed, view: mergedView(current).feed, sources, problems }),
  );
};
