import { join } from 'node:path';
import type { Config, ConfigProblem } from '../domain/config.ts';
import { errorText } from '../domain/error-text.ts';
import { hostsOf } from './clock/create-guarded-clock.ts';
import { compareConfigs, describeChange } from './compare-configs.ts';
import { readConfig } from './read-config.ts';
import type { DaemonSetup, Service } from './service.ts';
import { watchConfig } from './watch-config.ts';

type ReloadSetup = Pick<
  DaemonSetup,
  'configFolder' | 'configMark' | 'env' | 'address' | 'log' | 'stop' | 'onReloadAsked'
> & {
  readonly service: {
    readonly clock: Pick<Service['clock'], 'now'>;
    readonly pipeline: Pick<Service['pipeline'], 'config' | 'reload'>;
    readonly status: Service['status'];
  };
  /** Moves the server to the config's address. Resolves to the reason if the server cannot move; else undefined. */
  readonly moveServer: (config: Config) => Promise<string | undefined>;
  readonly restartPolling: () => void;
  /** Called before each reload. */
  readonly onBegin: () => void;
  /** Called after each reload, even if it failed; not after a stop, because the store may be closed. */
  readonly onEnd: () => void;
};

export type Reloading = {
  /** Reloads the config after an edit that the watch has not noticed yet. Resolves when all reloads have ended. */
  readonly catchUp: () => Promise<void>;
  readonly stop: () => void;
};

/** Reloads the config when its files change or the operator asks for a reload. */
export const startReloading = (setup: ReloadSetup): Reloading => {
  const reload = async (): Promise<void> => {
    setup.onBegin();
    try {
      await readAgain(setup);
    } catch (error) {
      setup.log.error('config.reload-failed', { reason: errorText(error) });
    } finally {
      if (!setup.stop.aborted) setup.onEnd();
    }
  };
  // Reloads run one after another, so that a later reload never ends before an earlier one.
  let last = Promise.resolve();
  const watch = watchConfig(setup.configFolder, setup.configMark, () => {
    last = last.then(reload);
  });
  setup.onReloadAsked(() => void watch.readNow());
  return {
    catchUp: async () => {
      await watch.lookNow();
      await last;
    },
    stop: watch.stop,
  };
};

const readAgain = async (setup: ReloadSetup): Promise<void> => {
  const { configFolder, env, address, log, service } = setup;
  const loaded = await readConfig(configFolder, env, address);
  const problems = loaded.kind === 'wrong' ? loaded.problems.map(withPlace) : [];
  if (loaded.kind === 'loaded') {
    const refusal = await applyConfig(loaded.config, setup);
    if (refusal === undefined) return;
    problems.push({ place: join(configFolder, 'kawaraban.yaml'), message: refusal });
  }
  for (const problem of problems) log.error('config.invalid', problem);
  service.status.configProblems = problems.map(({ place, message }) => `${place}: ${message}`);
};

const withPlace = ({ file, line, column, message }: ConfigProblem) => ({
  place: `${file}:${line}:${column}`,
  message,
});

const OTHER_STORE =
  'store: a running daemon keeps its store; restart the daemon to use the new store, or undo the edit';

/** Puts a valid config in force. Resolves to the reason if it is refused; else undefined. */
const applyConfig = async (config: Config, setup: ReloadSetup): Promise<string | undefined> => {
  const { log, service, stop } = setup;
  const { pipeline, status, clock } = service;
  const change = compareConfigs(pipeline.config(), config);
  if (config.store !== pipeline.config().store) return OTHER_STORE;
  const refusal = await setup.moveServer(config);
  if (refusal !== undefined) return refusal;
  pipeline.reload(config);
  status.hosts = hostsOf(config);
  status.configSince = clock.now();
  status.configProblems = [];
  if (stop.aborted) return undefined;
  log.info('config.reloaded', {
    change: describeChange(change),
    added: change.added.length,
    changed: change.changed.length,
    removed: change.removed.length,
    sources: config.sources.length,
  });
  setup.restartPolling();
  return undefined;
};
