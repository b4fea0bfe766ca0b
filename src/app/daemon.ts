import { setTimeout as sleep } from 'node:timers/promises';
import { takeRequests } from '../adapters/requests/take-requests.ts';
import { startSchedule } from '../adapters/schedule/create-schedule.ts';
import { createServer } from '../adapters/serve/create-server.ts';
import type { OwnedStore } from '../adapters/store/create-store.ts';
import type { ArchiveShelf, Chance, Clock, Config, Log } from '../pipeline/ports.ts';
import { freezeArchives, keptSince } from './archive/freeze-archives.ts';
import { digest } from './digest.ts';
import { createHubTeller } from './hub/create-hub-teller.ts';
import { topicsOf } from './hub/topics-of.ts';
import { logPolls, messageOf } from './log-polls.ts';
import { readConfig } from './read-config.ts';
import { createDoer } from './requests/do-request.ts';
import { announcingStore } from './search/announcing-store.ts';
import { createSite } from './site/create-site.ts';
import { untilAborted } from './until-aborted.ts';
import { VERSION } from './version.ts';
import { type ConfigMark, watchConfig } from './watch-config.ts';
import { createWorks } from './works.ts';

/** How long requests under way may take to end at a stop. */
const GRACE_MS = 2_000;

/** Retention is looked after when the daemon starts and then this often. */
const TIDY_EVERY_MS = 3_600_000;

export type DaemonParts = {
  readonly config: Config;
  readonly configFolder: string;
  /** Taken before the config was read, so that an edit in between is not missed. */
  readonly configMark: ConfigMark;
  readonly env: NodeJS.ProcessEnv;
  readonly store: OwnedStore;
  /** Where commands put their requests: the store's folder. */
  readonly dataFolder: string;
  readonly shelf: ArchiveShelf;
  readonly log: Log;
  readonly now: Clock;
  readonly chance: Chance;
  /** Aborted to stop the daemon. */
  readonly stop: AbortSignal;
  /** Calls back when the operator asks for a reload (SIGHUP). */
  readonly onReloadAsked: (reload: () => void) => void;
};

/** Polls and serves until it is told to stop; then ends the cycle, finishes the write and resolves. */
export const runDaemon = async (parts: DaemonParts): Promise<void> => {
  const { shelf, log, now, stop } = parts;
  let configProblems: readonly string[] = [];
  const store = announcingStore(parts.store, (stories) => {
    site.took(stories);
    site.changed();
    // Whom the hub sends here for the news finds it.
    const config = works.config();
    if (config.feed.hub !== undefined) hub.tell(topicsOf(stories, config));
  });
  const works = await createWorks({ ...parts, store, onStored: () => site.changed() });
  const hub = createHubTeller({
    hub: () => works.config().feed.hub,
    post: works.post,
    log,
    signal: stop,
    wait: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
  });
  const site = createSite({
    config: works.config,
    configProblems: () => configProblems,
    store,
    shelf,
    log,
    now,
  });
  const { host, port } = parts.config.server;
  const server = await createServer({ host, port, site, log });

  const listeners = logPolls(log);
  const cycles = new Set<Promise<void>>();
  const tick = (): void => {
    const due = works.due();
    if (due.length === 0 || stop.aborted) return;
    const cycle = works.poll(due, listeners, stop);
    cycles.add(cycle);
    void cycle.finally(() => cycles.delete(cycle));
  };
  const tidy = async (): Promise<void> => {
    const config = works.config();
    works.forgetBefore(now().subtract({ milliseconds: config.fold.windowMs }));
    for (const month of await freezeArchives({ store, shelf, config, digest }, now())) {
      log.info('archive.frozen', { month });
    }
    const { removed } = await store.removeBefore(keptSince(now(), config.retentionMs));
    if (removed > 0) log.info('store.retention', { removed });
  };
  const tidyAndTell = (): void => {
    tidy().catch((error: unknown) => log.error('store.retention-failed', { reason: messageOf(error) }));
  };

  let schedule = startSchedule(parts.config.schedule, tick);
  const reload = async (): Promise<void> => {
    if (stop.aborted) return;
    const loaded = await readConfig(parts.configFolder, parts.env);
    if (loaded.kind === 'wrong') {
      for (const { file, line, column, message } of loaded.problems) {
        log.error('config.wrong', { place: `${file}:${line}:${column}`, message });
      }
      configProblems = loaded.problems.map(
        ({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`,
      );
      site.changed();
      return;
    }
    configProblems = [];
    await works.reload(loaded.config);
    if (stop.aborted) return;
    if (loaded.config.server.host !== host || loaded.config.server.port !== port) {
      log.warn('config.needs-restart', { keys: 'server.host, server.port' });
    }
    schedule.stop();
    schedule = startSchedule(loaded.config.schedule, tick);
    site.changed();
    log.info('config.reloaded', { sources: loaded.config.sources.length });
    tick();
  };
  let lastReload = Promise.resolve();
  // One after another: an older reading must not come into force last.
  const reloadAndTell = (): void => {
    lastReload = lastReload
      .then(reload)
      .catch((error: unknown) => log.error('config.reload-failed', { reason: messageOf(error) }));
  };
  const watch = watchConfig(parts.configFolder, parts.configMark, reloadAndTell);
  parts.onReloadAsked(reloadAndTell);
  const catchUp = async (): Promise<void> => {
    await watch.lookNow();
    await lastReload;
  };
  const onStored = (): void => site.changed();
  const act = createDoer({ ...parts, store, works, catchUp, listeners, onStored });
  const requests = takeRequests({ folder: parts.dataFolder, log, now, act });
  const tidying = setInterval(tidyAndTell, TIDY_EVERY_MS);
  tidyAndTell();
  log.info('daemon.started', { version: VERSION, url: `http://${host}:${server.port}/`, pid: process.pid });
  tick();

  await untilAborted(stop);
  log.info('daemon.stopping');
  schedule.stop();
  watch.stop();
  clearInterval(tidying);
  const cyclesEnd = Promise.all([...cycles, requests.stop()]);
  await Promise.all([server.close(GRACE_MS), Promise.race([cyclesEnd, patience(GRACE_MS)])]);
  works.stop();
  // A full disk keeps a write waiting for ever; closing the store settles it one way or the other.
  await store.close();
  await cyclesEnd;
  await works.close();
  log.info('daemon.stopped');
};

const patience = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
