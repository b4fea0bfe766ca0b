import { latestOf } from '../../clock/jst-day.ts';
import { defined } from '../../defined.ts';
import { inJst } from '../../explanation.ts';
import { webAddress } from '../../web-address.ts';
import { hostOf, hostRestsFrom, hostRestUntil } from '../poll/host-rest.ts';
import { nextPollOf } from '../poll/next-poll.ts';
import { urlToAsk } from '../poll/plan-request.ts';
import type { Source, SourceId } from '../source.ts';
import { endpointInUse, endpointStates, type Health, type SourceState } from '../source-state.ts';
import { healthOf } from './health.ts';

/** A host that asked us to wait. No source asks it before `until`. */
type Pause = { readonly host: string; readonly until: Temporal.Instant };

type Schedule = {
  /**
   * The time of the next poll, not before the end of `pause`. Absent if the endpoints of the source are all gone, or if
   * the source was never polled and has no pause.
   */
  readonly nextPollAt?: Temporal.Instant;
  /** The current pause of the host of the endpoint in use; any source may have caused it. Absent for a disabled source. */
  readonly pause?: Pause;
};

export type JudgedSource = Schedule & { readonly health: Health };

type StateOf = (id: SourceId) => SourceState | undefined;

/**
 * Returns a function that judges a source as `healthOf` does, and adds its schedule. If another source has the URL to
 * which the outlet moved the feed, the health names that source: the config does not accept a URL twice.
 */
export const judgeSources = (
  sources: readonly Source[],
  stateOf: StateOf,
  now: Temporal.Instant,
): ((source: Source) => JudgedSource) => {
  const schedule = scheduleSources(sources, stateOf, now);
  const owners = new Map(
    sources.flatMap(({ id, endpoints }) => endpoints.map((url) => [webAddress(url), id])),
  );
  return (source) => {
    const state = stateOf(source.id);
    const health = healthOf(source, state, now);
    const movedTo = endpointStates(source, state)[endpointInUse(source, state)]?.movedTo;
    const owner = health.kind === 'moved' && movedTo !== undefined ? owners.get(movedTo) : undefined;
    return { health: owner === undefined ? health : movedToOther(health, owner), ...schedule(source) };
  };
};

const movedToOther = ({ why, whatToDo, ...health }: Health, owner: SourceId): Health => ({
  ...health,
  why: `${why} The source ${owner} already has this URL.`,
  ...(whatToDo === undefined
    ? {}
    : { whatToDo: 'Remove this endpoint from sources.yaml (or the source if it has no other).' }),
});

/** Returns a function that schedules a source: the pause of its host, which any source can cause, delays the next poll. */
export const scheduleSources = (
  sources: readonly Source[],
  stateOf: StateOf,
  now: Temporal.Instant,
): ((source: Source) => Schedule) => {
  const rests = hostRestsFrom(sources.flatMap(({ id }) => stateOf(id) ?? []));
  return (source) => {
    const state = stateOf(source.id);
    const nextPollAt = nextPollOf(state);
    const endpoint = endpointStates(source, state)[endpointInUse(source, state)];
    const url = endpoint === undefined || endpoint.goneAt !== undefined ? '' : urlToAsk(endpoint);
    const [host, until] = [hostOf(url), source.enabled ? hostRestUntil(rests, url, now) : undefined];
    return host === undefined || until === undefined
      ? defined({ nextPollAt })
      : { pause: { host, until }, ...defined({ nextPollAt: latestOf([nextPollAt, until]) }) };
  };
};

/** Explains the health of a source in English: the reason, the pause of its host, and what the editor can do. */
export const explainHealth = ({ health, pause }: JudgedSource): string =>
  [
    health.why,
    pause && `${pause.host} asked us to wait, so it gets no request before ${inJst(pause.until)}.`,
    health.whatToDo,
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
