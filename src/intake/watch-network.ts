import type { Clock } from '../domain/ambient.ts';
import {
  commonFailure,
  FEWEST_SITES,
  type Offline,
  siteOf,
  stillOffline,
  type Unreached,
} from '../domain/network/judge-network.ts';
import type { Source } from '../domain/source/source.ts';
import { type Sites, tryWitnesses, worked, workingSites } from './try-witnesses.ts';

/** The cause of a failure to reach a source; `stopped` if a stop comes before the cause is known. */
type Blame = 'source' | 'machine' | 'stopped';

/** A poll in progress, whose outcome may show whether the network works. */
export type Attempt = {
  /** Must be called when the request is sent; answers after this moment show that the network works. */
  readonly begin: () => void;
  readonly answered: () => void;
  /** Resolves to the cause of the failure when the cause is known. */
  readonly failed: (source: Source, url: string, failure: Unreached, signal: AbortSignal) => Promise<Blame>;
  /** Records that the poll is over. Must always be called; has no effect after `answered` or `failed`. */
  readonly end: () => void;
};

/** Distinguishes a machine without network from sources that fail. */
export type NetworkWatch = {
  readonly offline: () => Offline | undefined;
  readonly attempt: () => Attempt;
  /**
   * Tries some sites (`tryWitnesses`); resolves to whether one is reached. One resolved host name is enough, except
   * during an outage of another kind than `dns`. A failure during an outage counts as an attempt if one was due.
   */
  readonly probe: (signal: AbortSignal) => Promise<boolean>;
  /** Records that a site was reached, which ends an outage and decides the cause of the failed polls. */
  readonly reached: () => void;
  /**
   * Calls `listener` with the outage when it begins and after each failed attempt to reach a site, and with undefined
   * when the outage counts as over.
   */
  readonly follow: (listener: NetworkListener) => void;
};

type NetworkListener = (offline: Offline | undefined) => void;

type WatchSetup = Sites & { readonly now: Clock };

/** A failed poll; it is not known yet whether the source or this machine caused the failure. */
type Held = {
  readonly source: Source;
  readonly site: string;
  readonly failure: Unreached;
  readonly signal: AbortSignal;
  readonly settle: (blame: Blame) => void;
};

type Knowledge = {
  offline: Offline | undefined;
  /** Number of polls in progress without an answer or a failure. */
  asking: number;
  answers: number;
  held: readonly Held[];
  isJudging: boolean;
  readonly listeners: NetworkListener[];
};

/**
 * Time from the first failure to an early judgement, in milliseconds. An early judgement does not wait for other polls,
 * which an unresponsive name server may delay. If it is unsure, the failed polls are judged again after the last poll.
 */
const PATIENCE_MS = 3_000;

export const createNetworkWatch = (setup: WatchSetup): NetworkWatch => {
  const known: Knowledge = {
    offline: undefined,
    asking: 0,
    answers: 0,
    held: [],
    isJudging: false,
    listeners: [],
  };
  const judge = async (isWhole: boolean): Promise<void> => {
    const { held, isJudging, answers } = known;
    if (held.length === 0 || isJudging) return;
    known.isJudging = true;
    const verdict = await judgeHeld(held, known.offline, setup);
    known.isJudging = false;
    const stopped = held.filter(({ signal }) => signal.aborted);
    // If an answer arrived during the judgement, `reached` has settled these polls. A stopped poll may have ended the
    // judgement early, so the other polls are judged again.
    if (answers === known.answers && stopped.length > 0) settle(known, stopped, 'stopped');
    else if (answers === known.answers && (isWhole || verdict !== 'unsure')) {
      const offline = typeof verdict === 'string' ? undefined : verdict;
      // Failures while the machine was offline are not failures of the sources.
      const isOurs = offline !== undefined || known.offline !== undefined;
      become(known, offline);
      settle(known, held, isOurs ? 'machine' : 'source');
    }
    if (known.asking === 0) await judge(true);
  };
  const reached = (): void => {
    known.answers += 1;
    settle(known, known.held, known.offline === undefined ? 'source' : 'machine');
    become(known, undefined);
  };
  return {
    offline: () => known.offline,
    attempt: () => startAttempt(known, setup, reached, judge),
    probe: async (signal) => {
      const kind = known.offline?.kind ?? 'dns';
      const { isReached } = await tryWitnesses(new Set(), kind, setup, signal);
      const { offline } = known;
      if (!isReached && !signal.aborted && offline !== undefined)
        become(known, stillOffline(offline, offline, offline.sites, setup.now()));
      return isReached;
    },
    reached,
    follow: (listener) => void known.listeners.push(listener),
  };
};

const startAttempt = (
  known: Knowledge,
  setup: WatchSetup,
  reached: () => void,
  judge: (isWhole: boolean) => Promise<void>,
): Attempt => {
  let isAsking = true;
  let answersBefore = known.answers;
  known.asking += 1;
  const end = (): void => {
    if (!isAsking) return;
    isAsking = false;
    known.asking -= 1;
    if (known.asking === 0) void judge(true);
  };
  return {
    begin: () => {
      answersBefore = known.answers;
    },
    answered: () => {
      reached();
      end();
    },
    failed: (source, url, failure, signal) => {
      const { promise, resolve: settled } = Promise.withResolvers<Blame>();
      // While a failure is held, the sites are not counted again: a thousand sources may fail together.
      const isAlone = known.held.length === 0 && workingSites(setup).size < FEWEST_SITES;
      if (isAlone || known.answers > answersBefore) settled('source');
      else {
        known.held = [...known.held, { source, site: siteOf(url), failure, signal, settle: settled }];
        if (known.held.length === 1) setTimeout(() => void judge(false), PATIENCE_MS).unref();
      }
      end();
      return promise;
    },
    end,
  };
};

const become = (known: Knowledge, next: Offline | undefined): void => {
  if (next === known.offline) return;
  known.offline = next;
  for (const listener of known.listeners) listener(next);
};

const settle = (known: Knowledge, some: readonly Held[], blame: Blame): void => {
  known.held = known.held.filter((one) => !some.includes(one));
  for (const one of some) one.settle(blame);
};

/**
 * Judges failed polls. Resolves to the outage if this machine is the cause, to `online` if another site is reached,
 * else to `unsure`.
 */
const judgeHeld = async (
  held: readonly Held[],
  before: Offline | undefined,
  setup: WatchSetup,
): Promise<Offline | 'online' | 'unsure'> => {
  const [first] = held;
  if (first === undefined) return 'unsure';
  const failed = new Set(held.map(({ site }) => site));
  const witnesses = await tryWitnesses(failed, first.failure.kind, setup, first.signal);
  if (witnesses.isReached) return 'online';
  const failures = new Map(witnesses.failures);
  for (const { source, site, failure } of held) if (worked(source, setup)) failures.set(site, failure);
  const common = commonFailure(failures, workingSites(setup).size);
  if (common === undefined) return 'unsure';
  return stillOffline(before, common, failed.size + witnesses.failures.size, setup.now());
};
