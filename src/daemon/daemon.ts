import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance, Clock } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import type { Log } from '../domain/log.ts';
import type { Store } from '../domain/store/contract.ts';
import { createServer } from '../serve/create-server.ts';
import { createSite } from '../site/create-site.ts';
import type { ArchiveShelf } from '../site/ports.ts';
import { createUnderWay } from '../store/document/create-under-way.ts';
import { startSchedule } from '../system/schedule/create-schedule.ts';
import { VERSION } from '../system/version.ts';
import { announcingStore } from './announcing-store.ts';
import { createGuardedClock } from './clock/create-guarded-clock.ts';
import { hostsOf } from './clock/hosts-of.ts';
import { compareConfigs, describeChange } from './compare-configs.ts';
import { answerCommands } from './control/answer-commands.ts';
import { createHubTeller } from './hub/create-hub-teller.ts';
import { topicsOf } from './hub/topics-of.ts';
import { keepTidy } from './keep-tidy.ts';
import { logPolls } from './log-polls.ts';
import type { Meter, Supervisor } from './ports.ts';
import { createReload } from './reload-config.ts';
import { createDoer } from './request/do-request.ts';
import { type Address, serveWhereConfigured } from './serve-where-configured.ts';
import { untilAborted } from './until-aborted.ts';
import { patience } from './wait.ts';
import { countCommits, countPolls } from './watch/count-work.ts';
import { createPollProgress } from './watch/poll-progress.ts';
import { routeOf } from './watch/route-of.ts';
import { statusLine } from './watch/status-line.ts';
import { supervise } from './watch/supervise.ts';
import { takeStanding } from './watch/take-standing.ts';
import { tellAll } from './watch/tell-all.ts';
import { withWatchPages } from './watch/watch-pages.ts';
import { type ConfigMark, watchConfig } from './watch-config.ts';
import { createWorks } from './works.ts';

/** How long requests under way may take to end at a stop. */
const GRACE_MS = 2_000;

export type DaemonParts = {
  readonly config: Config;
  readonly configFolder: string;
  /** Taken before the config was read, so that an edit in between is not missed. */
  readonly configMark: ConfigMark;
  readonly env: NodeJS.ProcessEnv;
  readonly store: Store;
  /** Where commands reach the daemon: the store's folder. */
  readonly dataFolder: string;
  readonly shelf: ArchiveShelf;
  readonly log: Log;
  readonly meter: Meter;
  readonly supervisor: Supervisor;
  /** A listening socket that was handed over: served instead of the config's address. */
  readonly listenFile: number | undefined;
  readonly systemNow: Clock;
  /** Milliseconds of a clock that nobody sets and that counts while the machine sleeps. */
  readonly elapsedMs: () => number;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonicMs: () => number;
  readonly chance: Chance;
  /** Aborted to stop the daemon. */
  readonly stop: AbortSignal;
  /** Calls back when the operator asks for a reload (SIGHUP). */
  readonly onReloadAsked: (reload: () => void) => void;
};

/** Polls and serves until it is told to stop; then ends the cycle, finishes the write and resolves. */
export const runDaemon = async (parts: DaemonParts): Promise<void> => {
  const { shelf, log, meter, supervisor, listenFile, systemNow, elapsedMs, monotonicMs, stop } = parts;
  const { newestCommitAt } = parts.store.health();
  let hosts = hostsOf(parts.config);
  const clock = createGuardedClock({ systemNow, elapsedMs, newestCommitAt, hosts: () => hosts, log });
  const { now } = clock;
  let configProblems: readonly string[] = [];
  let configSince = now();
  const counted = countCommits(parts.store, meter, monotonicMs);
  const store = announcingStore(counted, (stories) => {
    site.changed();
    // Whom the hub sends here for the news finds it.
    const config = works.config();
    if (config.feed.hub !== undefined) hub.tell(topicsOf(stories, config));
  });
  const underWay = createUnderWay({
    folder: parts.dataFolder,
    onTrouble: (reason) => log.debug('source.not-marked', { reason }),
  });
  const works = await createWorks({ ...parts, store, now, clock, underWay, onStored: () => site.changed() });
  const hub = createHubTeller({
    hub: () => works.config().feed.hub,
    post: works.post,
    log,
    signal: stop,
    wait: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
  });
  const site = createSite({
    config: works.config,
    folders: [parts.configFolder, parts.dataFolder],
    configProblems: () => configProblems,
    configSince: () => configSince,
    clockProblem: clock.problem,
    store,
    shelf,
    nearest: (articles, own) => works.nearest()?.(articles, own) ?? [],
    log,
    now,
  });

  let lacks = ['The first cycle of polls has not begun.'];
  const standing = () => ({ config: works.config(), configProblems, store, now: now() });
  const status = () => statusLine({ ...standing(), clockProblem: clock.problem() });
  const watched = withWatchPages(site, {
    lacks: () => lacks,
    meter,
    standing: () => takeStanding(standing()),
  });
  const open = (address: Address) =>
    createServer({
      ...address,
      ...defined({ file: listenFile }),
      site: watched,
      log,
      onAnswered: ({ path, status, ms }) => meter.answered({ route: routeOf(path), status, ms }),
    });
  const server = await serveWhereConfigured(parts.config.server, open, GRACE_MS);

  const progress = createPollProgress(monotonicMs);
  const all = [logPolls(log), countPolls(meter), progress.listeners];
  const listeners = tellAll(() => all);
  const cycles = new Set<Promise<void>>();
  const tick = (): void => {
    progress.looked(schedule.msToNext());
    const due = works.due();
    if (due.length === 0 || stop.aborted) return;
    const cycle = works.poll(due, listeners, stop);
    cycles.add(cycle);
    progress.cycle(cycle);
    void cycle.finally(() => cycles.delete(cycle));
  };
  let schedule = startSchedule(parts.config.schedule, tick);
  const putInForce = async (config: Config): Promise<string | undefined> => {
    const change = compareConfigs(works.config(), config);
    const refused = listenFile === undefined ? await server.moveTo(config.server) : undefined;
    if (refused !== undefined) return refused;
    await works.reload(config);
    hosts = hostsOf(config);
    configSince = now();
    configProblems = [];
    if (stop.aborted) return undefined;
    if (change.parts.includes('server') && listenFile === undefined)
      log.info('daemon.moved', { url: server.current().url });
    schedule.stop();
    schedule = startSchedule(config.schedule, tick);
    log.info('config.reloaded', {
      change: describeChange(change),
      added: change.added.length,
      changed: change.changed.length,
      removed: change.removed.length,
      sources: config.sources.length,
    });
    tick();
    return undefined;
  };
  const reload = createReload({
    folder: parts.configFolder,
    env: parts.env,
    log,
    onBegin: supervisor.reloading,
    onEnd: () => {
      site.changed();
      supervisor.ready(status());
    },
    onWrong: (problems) => {
      configProblems = problems;
    },
    putInForce,
  });
  const watch = watchConfig(parts.configFolder, parts.configMark, reload.begin);
  parts.onReloadAsked(() => void watch.readNow());
  const catchUp = async (): Promise<void> => {
    await watch.lookNow();
    await reload.settled();
  };
  const onStored = (): void => site.changed();
  const act = createDoer({
    ...parts,
    ...{ store, clock, now, works, catchUp, listeners, onStored },
    configProblems: () => configProblems,
  });
  const commands = await answerCommands({ folder: parts.dataFolder, log, act });
  const stopTidying = keepTidy({
    ...parts,
    config: works.config,
    store,
    now,
    clockProblem: clock.problem,
    forgetBefore: works.forgetBefore,
  });
  log.info('daemon.started', { version: VERSION, url: server.current().url, pid: process.pid });
  for (const { source, nextPollAt } of works.unfinished)
    log.warn('source.unfinished', { source, next: nextPollAt });
  tick();
  lacks = [];
  supervisor.ready(status());
  const stopSupervising = supervise({
    supervisor,
    log,
    status,
    standstill: async (withinMs) => {
      // While the disk refuses, polls wait for it: what is known is no standstill.
      const patienceMs = works.config().fetch.timeoutMs + (supervisor.watchdogMs ?? 0);
      const poller = store.health().isWaiting ? undefined : progress.standstill(patienceMs);
      return poller ?? server.current().askItself(withinMs);
    },
  });

  await untilAborted(stop);
  log.info('daemon.stopping');
  lacks = ['It is being stopped.'];
  stopSupervising();
  supervisor.stopping('finishing requests and the last write');
  schedule.stop();
  watch.stop();
  stopTidying();
  const cyclesEnd = Promise.all([...cycles, commands.stop()]);
  await Promise.all([server.current().close(GRACE_MS), Promise.race([cyclesEnd, patience(GRACE_MS)])]);
  works.stop();
  // A full disk keeps a write waiting without end; closing the store settles it one way or the other.
  await store.close();
  await cyclesEnd;
  await works.close();
  log.info('daemon.stopped');
};
