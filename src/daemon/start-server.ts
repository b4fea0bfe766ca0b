import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { errorCode, errorText } from '../domain/error-text.ts';
import { counted } from '../domain/explanation.ts';
import { hideSecrets } from '../domain/hide-secrets.ts';
import { explainOffline } from '../domain/network/judge-network.ts';
import { createServer, type RunningServer } from '../serve/create-server.ts';
import { withoutFolders } from '../site/clean-text.ts';
import type { DaemonSetup, Service } from './service.ts';
import { measureService } from './watch/measure-service.ts';
import { routeOf, withWatchPages } from './watch/watch-pages.ts';

type Address = { readonly host: string; readonly port: number };

export type MovableServer = {
  readonly current: () => RunningServer;
  /** Moves to the address of another config. Resolves to the reason if the address cannot be used; else undefined. */
  readonly moveTo: (config: Config) => Promise<string | undefined>;
};

/**
 * Time in which work in progress may end, in milliseconds: requests, polls and commands at a stop, requests at a move to
 * another address.
 */
export const GRACE_MS = 2_000;

/** Serves the site and the pages for machines. Rejects if the first address cannot be used. */
export const startServer = async (setup: DaemonSetup, service: Service): Promise<MovableServer> => {
  const { config, listenFile, log, meter } = setup;
  const { pipeline, status, store, clock } = service;
  const site = withWatchPages(service.site, {
    missing: () => [
      ...status.missing,
      ...(lostForMs(service) > LONGEST_LOSS_MS ? withoutDatabase(service) : []),
    ],
    hindrances: () => [...hindrancesOf(setup, service), ...withoutDatabase(service)],
    meter,
    measure: () =>
      measureService({
        config: pipeline.config(),
        ...status,
        isOffline: pipeline.network.offline() !== undefined,
        store,
        now: clock.now(),
      }),
  });
  const open = (address: Address): Promise<RunningServer> =>
    createServer({
      ...address,
      ...defined({ file: listenFile }),
      site,
      log,
      onAnswered: ({ path, status, ms }) => meter.answered({ route: routeOf(path), status, ms }),
    });
  let at: Address = config.server;
  let server = await open(at);
  const move = async (next: Address): Promise<string | undefined> => {
    const old = server;
    // Two servers cannot share a port if one listens on all addresses, so the old server closes first.
    const isSamePort = next.port === at.port;
    if (isSamePort) await old.close(GRACE_MS);
    try {
      server = await open(next);
    } catch (error) {
      if (isSamePort) server = await open(at);
      return whyNoServer(error, next);
    }
    at = next;
    // The close is not awaited, because the last reader at the old address may be slow.
    if (!isSamePort) void old.close(GRACE_MS);
    log.info('daemon.moved', { url: server.url });
    return undefined;
  };
  return {
    current: () => server,
    moveTo: async ({ server: next }) => {
      const stays = listenFile !== undefined || (next.host === at.host && next.port === at.port);
      return stays ? undefined : move(next);
    },
  };
};

/** Time without PostgreSQL after which this process is not ready, in milliseconds; a restart of PostgreSQL takes less. */
const LONGEST_LOSS_MS = 15_000;

const lostForMs = ({ together }: Service): number => together?.lostForMs() ?? 0;

const withoutDatabase = (service: Service): readonly string[] => {
  const seconds = Math.round(lostForMs(service) / 1000);
  if (seconds === 0) return [];
  return [
    `PostgreSQL has not been reached for ${counted(seconds, 'second')}, so only cached pages are served. Check that PostgreSQL runs, and check the network.`,
  ];
};

/** Returns the problems of the network and of writing the store, as sentences that any reader may see. */
const hindrancesOf = (
  { configFolder, dataFolder }: DaemonSetup,
  { pipeline, store }: Service,
): readonly string[] => {
  const offline = pipeline.network.offline();
  const { isWaiting, problems } = store.health();
  return [
    ...(offline === undefined ? [] : [explainOffline(offline)]),
    ...(isWaiting ? problems.slice(-1) : []),
  ].map((text) => hideSecrets(withoutFolders(text, [configFolder, dataFolder])));
};

/** Returns why the server cannot listen at an address, and what to do; for other errors, their own text. */
export const whyNoServer = (error: unknown, { host, port }: Address): string => {
  // A connection to PostgreSQL may fail with the same code, but with another syscall or host.
  const { syscall, hostname }: NodeJS.ErrnoException & { hostname?: string } =
    error instanceof Error ? error : new Error();
  const isOfServer = syscall === 'listen' || (syscall === 'getaddrinfo' && hostname === host);
  const code = isOfServer ? errorCode(error) : '';
  if (code === 'EADDRINUSE') {
    return `${host}:${port} is already in use. Stop the other program, or choose another port: --port, KAWARABAN_PORT, or server.port in kawaraban.yaml.`;
  }
  if (['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)) {
    return `The server cannot listen on ${host}:${port} (${code}). Choose another address: --host and --port, KAWARABAN_HOST and KAWARABAN_PORT, or server.host and server.port in kawaraban.yaml.`;
  }
  return errorText(error);
};
