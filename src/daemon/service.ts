import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance, Clock } from '../domain/ambient.ts';
import type { Config, GivenAddress } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { editionCalendar, nextEditionAt } from '../domain/edition/calendar.ts';
import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Resolve } from '../fetch/guard-address.ts';
import { createSite, type DaemonSite } from '../site/create-site.ts';
import type { Shelves } from '../site/ports.ts';
import { createUnderWay } from '../store/document/create-under-way.ts';
import { isJapaneseHoliday } from '../system/schedule/japan-holidays.ts';
import {
  createGuardedClock,
  type GuardedClock,
  hostsOf,
  type OutletsOfHosts,
} from './clock/create-guarded-clock.ts';
import { followLeader } from './cluster/follow-leader.ts';
import type { ClusterSetup, Together } from './cluster/publish-together.ts';
import { createEditionMailer, type EditionMailer } from './edition/mail-editions.ts';
import { createHubNotifier, feedsOf, topicsOf } from './hub/create-hub-notifier.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import type { Meter, Supervisor } from './ports.ts';
import { countCommits, observeCommits } from './watch/count-work.ts';
import type { ConfigMark } from './watch-config.ts';

export type DaemonSetup = Shelves & {
  readonly config: Config;
  readonly configFolder: string;
  /** Mark of the config's files before they were read, so that a later edit is noticed. */
  readonly configMark: ConfigMark;
  readonly env: NodeJS.ProcessEnv;
  /** Address that overrides the config's address, also after a reload. */
  readonly address?: GivenAddress;
  /** The open store; the daemon closes it. */
  readonly store: Store;
  /** Present if processes work together over PostgreSQL; the store cannot be written until this process leads. */
  readonly cluster?: ClusterSetup;
  /** The data folder: the socket for commands, marks of documents in progress and, without a database, the store. */
  readonly dataFolder: string;
  readonly log: Log;
  readonly meter: Meter;
  readonly supervisor: Supervisor;
  /** File descriptor of a listening socket that systemd handed over; replaces the config's address. */
  readonly listenFile: number | undefined;
  readonly systemNow: Clock;
  /** Returns monotonic time in milliseconds, which also counts while the machine sleeps. */
  readonly elapsedMs: () => number;
  readonly monotonicMs: () => number;
  readonly chance: Chance;
  readonly resolve?: Resolve;
  readonly stop: AbortSignal;
  /** Registers a function to call when the operator asks for a reload (SIGHUP). */
  readonly onReloadAsked: (reload: () => void) => void;
};

/** The parts of the setup that every process needs, even a process that only polls. */
export type DaemonWorld = Omit<DaemonSetup, 'store' | 'shelf' | 'editions' | 'dataFolder' | 'cluster'>;

type DaemonStatus = {
  /** Reasons why readers should not be sent here; empty while the service is ready. */
  missing: readonly string[];
  /** Problems of the last edit of the config; empty if that edit is in force. */
  configProblems: readonly string[];
  configSince: Temporal.Instant;
  hosts: OutletsOfHosts;
};

export type Service = {
  readonly clock: GuardedClock;
  readonly store: Store;
  readonly pipeline: Pipeline;
  readonly site: DaemonSite;
  readonly status: DaemonStatus;
  readonly mailer: EditionMailer;
  /** Shows a new edition to readers, and notifies other processes and the hub. */
  readonly onEdition: () => void;
  /** This process as a member of a cluster; undefined if no cluster is configured. */
  readonly together: Together | undefined;
};

/** Builds the service, which polls and serves nothing yet. */
export const openService = async (setup: DaemonSetup, onDeposed: () => void): Promise<Service> => {
  const { config, dataFolder, log, systemNow, elapsedMs } = setup;
  const status: DaemonStatus = {
    missing: ['The daemon is starting.'],
    configProblems: [],
    configSince: systemNow(),
    hosts: hostsOf(config),
  };
  const { newestCommitAt } = setup.store.health();
  const clock = createGuardedClock({ systemNow, elapsedMs, newestCommitAt, hosts: () => status.hosts, log });
  const { now } = clock;
  const { store, onCommit } = observeCommits(countCommits(setup.store, setup.meter, setup.monotonicMs));
  const underWay = createUnderWay({
    folder: dataFolder,
    onTrouble: (reason) => log.debug('source.mark-failed', { reason }),
  });
  const joined = await joinOthers(setup, onDeposed);
  const together = joined?.together;
  const elsewhere = together?.ask;
  const pipeline = await createPipeline({ ...setup, store, now, clock, underWay, ...defined({ elsewhere }) });
  const mailer = createEditionMailer({
    ...setup,
    config: pipeline.config,
    now,
    // The module is loaded with the first message, because few installations mail editions.
    send: async (...letter) => (await import('../system/mail/send-mail.ts')).sendMail(...letter),
  });
  const site = createSite({
    config: pipeline.config,
    folders: [setup.configFolder, dataFolder],
    configProblems: () => status.configProblems,
    configSince: () => status.configSince,
    clockProblem: clock.problem,
    editionProblem: mailer.problem,
    offline: pipeline.network.offline,
    ...defined({ installation: together?.installation }),
    store,
    shelf: setup.shelf,
    editions: setup.editions,
    nextEditionAt: () => nextEditionAt(now(), editionCalendar(pipeline.config().edition, isJapaneseHoliday)),
    nearest: (articles, own) => pipeline.nearest()?.(articles, own) ?? [],
    onStale: (path, error) => log.warn('serve.stale', { path, reason: errorText(error) }),
    now,
  });
  const hub = createHub(pipeline, setup);
  onCommit(({ stories, states }) => {
    // A notified hub reads the feeds, so the old feeds are evicted from the cache first.
    site.changed();
    together?.announce({
      stories: stories.map(({ id }) => id),
      sources: states.map(({ source }) => source),
    });
    const config = pipeline.config();
    if (config.feed.hub !== undefined) hub.notify(topicsOf(stories, config));
  });
  joined?.use({ pipeline, store, changed: site.changed });
  // The folding window gets stories after the commit, so pages with similar stories are evicted again.
  pipeline.follow({ onReport: site.changed, onStoreFailure: () => {}, onMistake: () => {} });
  pipeline.network.follow(site.changed);
  const onEdition = (): void => {
    site.changed();
    together?.announce({ stories: [], sources: [] });
    const { feed } = pipeline.config();
    if (feed.hub !== undefined) hub.notify(feedsOf('/edition', feed));
  };
  return { clock, store, pipeline, site, status, mailer, onEdition, together };
};

/** Joins the cluster, if any. Changes by other processes are applied to the parts given to `use`. */
const joinOthers = async ({ cluster, config, log }: DaemonSetup, onDeposed: () => void) => {
  if (cluster === undefined) return undefined;
  const { role, url, refresh } = cluster;
  // The code for PostgreSQL is loaded only if it is used.
  const { publishTogether } = await import('./cluster/publish-together.ts');
  let current = (): Config => config;
  let follow: ReturnType<typeof followLeader> = () => {};
  const together = await publishTogether({
    ...{ role, url, log, onDeposed },
    config: () => current(),
    onChange: (change) => follow(change),
  });
  return {
    together,
    use: (parts: Pick<Service, 'pipeline' | 'store'> & { readonly changed: () => void }): void => {
      current = parts.pipeline.config;
      follow = followLeader({ ...parts, refresh, log });
      // Changes that other processes sent before this moment were missed, so everything is read again.
      follow(undefined);
    },
  };
};

const createHub = (pipeline: Pipeline, { log, stop }: DaemonSetup) =>
  createHubNotifier({
    hub: () => pipeline.config().feed.hub,
    post: pipeline.post,
    log,
    signal: stop,
    wait: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
  });
