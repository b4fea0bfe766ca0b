import { defined } from '../../domain/defined.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import { healthOf } from '../../domain/source/health/health.ts';
import { hitRateOf } from '../../domain/source/health/hit-rate.ts';
import { type SourceStatus, type Status, sickFirst } from '../../domain/source/health/status.ts';
import { makeTally, type Tally } from '../../domain/source/health/tally.ts';
import { endpointInUse } from '../../domain/source/poll/endpoint-states.ts';
import { DAY_MS } from '../../domain/source/poll/rhythm.ts';
import type { Source } from '../../domain/source/source.ts';
import { countTruncated, type Health } from '../../domain/source/source-state.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { SiteRoom } from '../site-parts.ts';
import { withoutFolders } from '../without-folders.ts';

const HOURS_SHOWN = 48;

/** Of the chart of a source. */
const DAYS_COUNTED = 30;

/** How the sources, the store, the config and the process are. */
export const readStatus = (site: SiteRoom): Status => {
  const { config, folders, configProblems, clockProblem, store, isWhole, now } = site;
  const ofClock = clockProblem?.();
  const at = now();
  const tally = makeTally(store.articleCounts(at.subtract({ milliseconds: DAYS_COUNTED * DAY_MS })));
  const { articles, stories, bytes, problems } = store.health();
  return {
    at,
    startedAt: at.subtract({ milliseconds: Math.round(process.uptime() * 1000) }),
    sources: sickFirst(config().sources.map((source) => statusOf(source, store, tally, at))),
    articlesAnHour: tally.hourly(at, HOURS_SHOWN),
    isCounted: isWhole(),
    store: { articles, stories, bytes },
    memoryBytes: process.memoryUsage.rss(),
    problems: {
      config: configProblems().map((problem) => hideSecrets(withoutFolders(problem, folders))),
      clock: ofClock === undefined ? [] : [ofClock],
      store: problems.map((problem) => hideSecrets(withoutFolders(problem, folders))),
    },
  };
};

const statusOf = (source: Source, store: Store, tally: Tally, at: Temporal.Instant): SourceStatus => {
  const { id, outlet, language, enabled, endpoints } = source;
  const state = store.state(id);
  const { requests, notModified, failed } = state?.counts ?? { requests: 0, notModified: 0, failed: 0 };
  const hitRate = hitRateOf(state);
  const index = endpointInUse(source, state);
  const url = endpoints[index] ?? endpoints[0];
  return {
    source: id,
    outlet: { id: outlet.id, name: outlet.name },
    language,
    enabled,
    health: withoutSecrets(healthOf(source, state, at)),
    ...defined({ lastSuccessAt: state?.lastSuccessAt }),
    ...(state?.nextPollAt === undefined || !enabled ? {} : { nextPollAt: state.nextPollAt }),
    ...defined({
      newestItemAt: state?.newestItemAt,
      truncated: state?.truncated === undefined ? undefined : countTruncated(state.truncated),
    }),
    articlesADay: tally.daily(id, at, DAYS_COUNTED),
    requests: { total: requests, notModified, failed },
    ...defined({ hitRate }),
    endpoint: { host: URL.parse(url)?.host ?? url, place: index + 1, of: endpoints.length },
  };
};

const withoutSecrets = ({ why, whatToDo, ...health }: Health): Health => ({
  ...health,
  why: hideSecrets(why),
  ...defined({ whatToDo: whatToDo === undefined ? undefined : hideSecrets(whatToDo) }),
});
