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

/** Whose failure it is that a source was not reached; `stopped` where the process ends before that is known. */
type Blame = 'source' | 'machine' | 'stopped';

/** A poll in progress, whose end shows something of the network. */
export type Attempt = {
  /** The request is sent: answers from now on show that the network works. */
  readonly begin: () => void;
  readonly answered: () => void;
  /** Resolves when a site was reached since the request was sent, or when all that are asked have failed. */
  readonly failed: (source: Source, url: string, failure: Unreached, signal: AbortSignal) => Promise<Blame>;
  /** The poll is over; may be called again. */
  readonly end: () => void;
};

/** Tells a machine without network from sources that fail. */
export type NetworkWatch = {
  /** Undefined while the network works, and before anything was asked. */
  readonly offline: () => Offline | undefined;
  readonly attempt: () => Attempt;
  /**
   * Whether some site is reached; while names are not resolved, whether the name of one is. Where none is and a try was due, that
   * counts as a failed attempt: the next one comes later.
   */
  readonly probe: (signal: AbortSignal) => Promise<boolean>;
  /** A site was reached. */
  readonly reached: () => void;
  /** Calls back after each failed attempt to reach any site, and with undefined when the network is back. */
  readonly follow: (listener: NetworkListener) => void;
};

type NetworkListener = (offline: Offline | undefined) => void;

type WatchSetup = Sites & { readonly now: Clock };

/** A failed poll for which it is not known yet whether the source or this machine is to blame. */
type Held = {
  readonly source: Source;
  readonly site: string;
  readonly failure: Unreached;
  readonly signal: AbortSignal;
  readonly settle: (blame: Blame) => void;
};

type Knowledge = {
  offline: Offline | undefined;
  /** Number of polls in progress that have neither answered nor failed. */
  asking: number;
  answers: number;
  held: readonly Held[];
  isJudging: boolean;
  readonly listeners: NetworkListener[];
};

/**
 * Milliseconds after a failure until other sites are tried, even while polls are in progress: a silent name server delays
 * them for long.
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
    const isStopped = held.some(({ signal }) => signal.aborted);
    // An answer meanwhile has settled them.
    if (answers === known.answers && isStopped) settle(known, held, 'stopped');
    else if (answers === known.answers && (isWhole || verdict !== 'unsure')) {
      const offline = typeof verdict === 'string' ? undefined : verdict;
      // As with an answer: what failed while the machine was offline counts for nothing.
      const isOurs = offline !== undefined || known.offline !== undefined;
      become(known, offline);
      settle(known, held, isOurs ? 'machine' : 'source');
    }
    if (known.asking === 0) await judge(true);
  };
  const reached = (): void => {
    known.answers += 1;
    // What failed while the machine was offline counts for nothing, and is asked again.
    settle(known, known.held, known.offline === undefined ? 'source' : 'machine');
    become(known, undefined);
  };
  return {
    offline: () => known.offline,
    attempt: () => startAttempt(known, setup, { reached, judge }),
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
  {
    reached,
    judge,
  }: {
    readonly reached: () => void;
    readonly judge: (isWhole: boolean) => Promise<void>;
  },
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
      // Examined for the first failure alone: otherwise each of a thousand sources that fail together would examine all.
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
 * The state after polls that failed; `online` where another site is reached, `unsure` where too few sites are known. In
 * both cases the failures count as those of the sources.
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
