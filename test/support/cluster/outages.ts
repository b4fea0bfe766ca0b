import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresServer } from '../postgres.ts';
import { waitFor } from '../wait-for.ts';
import type { KeptProcess, KeptProcesses } from './kept-processes.ts';

/** Lengths of outages, in milliseconds. */
export type OutageLengths = { readonly pausedMs: number; readonly cutOffMs: number };

type Victim = 'poller' | 'leader' | 'follower';

/** Kinds of outages: a process is killed, paused or cut off from PostgreSQL, or PostgreSQL is restarted. */
export const OUTAGES = ['kill', 'pause', 'restart', 'cut'] as const;
export type OutageKind = (typeof OUTAGES)[number];

export type Outage = {
  readonly victim: Victim | 'PostgreSQL';
  /** Time until the next election of a leader, in milliseconds; undefined if the leader was not hit. */
  readonly takeoverMs: number | undefined;
};

/** The processes that the outages of a kind hit in turn. */
const VICTIMS: readonly Victim[] = ['poller', 'leader', 'follower'];

/** Time limit until a process works again after an outage, in milliseconds. */
const PATIENCE_MS = 180_000;

/**
 * Causes the `nth` outage of a kind. Resolves when everything works again. A leader stays paused or cut off until
 * another process leads.
 */
export const strike = async (
  kind: OutageKind,
  nth: number,
  processes: KeptProcesses,
  { server, pausedMs, cutOffMs }: OutageLengths & { readonly server: PostgresServer },
): Promise<Outage> => {
  if (kind === 'restart') {
    await server.restart(nth % 2 === 0 ? 'SIGQUIT' : 'SIGINT');
    await allWork(processes);
    return { victim: 'PostgreSQL', takeoverMs: undefined };
  }
  const victim = VICTIMS[nth % VICTIMS.length] ?? 'poller';
  const hit = processOf(victim, nth, processes);
  const { daemon } = hit;
  if (daemon === undefined) throw new Error('the process to hit does not run');
  const electionsBefore = processes.elections();
  const beganMs = performance.now();
  hit.isHit = true;
  const takeover = victim === 'leader' ? elected(processes, electionsBefore, beganMs) : undefined;
  const restartsBefore = hit.starts;
  if (kind === 'kill') await daemon.kill('SIGKILL');
  if (kind === 'pause') {
    process.kill(daemon.pid, 'SIGSTOP');
    await Promise.allSettled([sleep(pausedMs), takeover]);
    process.kill(daemon.pid, 'SIGCONT');
  }
  if (kind === 'cut') {
    hit.proxy.cutOff();
    await Promise.allSettled([sleep(cutOffMs), takeover]);
    hit.proxy.restore();
  }
  const takeoverMs = await takeover;
  // A leader that was replaced by another process ends by itself.
  if (kind === 'kill' || victim === 'leader') await within(() => hit.starts > restartsBefore, 'a new start');
  await allWork(processes);
  hit.isHit = false;
  return { victim, takeoverMs };
};

const processOf = (
  victim: Victim,
  nth: number,
  { leader, publishers, pollers }: KeptProcesses,
): KeptProcess => {
  const found =
    victim === 'leader'
      ? leader()
      : victim === 'poller'
        ? pollers[Math.floor(nth / VICTIMS.length) % pollers.length]
        : publishers.find((one) => one !== leader());
  if (found === undefined) throw new Error(`there is no ${victim}`);
  return found;
};

const elected = async (processes: KeptProcesses, before: number, beganMs: number): Promise<number> => {
  await within(() => processes.elections() > before, 'another leader');
  return performance.now() - beganMs;
};

/** Resolves when all processes run, and the publishers report that they are ready. */
const allWork = ({ publishers, pollers }: KeptProcesses): Promise<void> =>
  within(async () => {
    if ([...publishers, ...pollers].some(({ daemon }) => daemon === undefined)) return false;
    const answers = await Promise.all(publishers.map(readiness));
    return answers.every((text) => text === 'ready\n');
  }, 'all processes to work');

const readiness = async ({ daemon }: KeptProcess): Promise<string> => {
  try {
    return await (await fetch(`${daemon?.url}/readyz`, { signal: AbortSignal.timeout(5_000) })).text();
  } catch (error) {
    return String(error);
  }
};

const within = async (holds: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const untilMs = performance.now() + PATIENCE_MS;
  await waitFor(async () => {
    if (performance.now() > untilMs) throw new Error(`waited ${PATIENCE_MS / 1000} s for ${what}`);
    return holds();
  });
};
