import { z } from 'zod';
import type { SourceId } from '../domain/source/source.ts';
import type { StoryId } from '../domain/story/story.ts';
import type { Query } from './ports.ts';

/** A change that the leader sends to other processes. */
export type Change = {
  /** Ids of stories that were stored. */
  readonly stories: readonly StoryId[];
  /** Sources whose state was stored. */
  readonly sources: readonly SourceId[];
  /** Articles that were first seen before this moment have left the folding window. */
  readonly forgetBefore?: Temporal.Instant;
};

export type Announcer = {
  /** Sends a change; undefined means that everything may have changed. */
  readonly announce: (change: Change | undefined) => void;
  readonly stop: () => void;
};

export const CHANGES_CHANNEL = 'kawaraban_changes';

/** Maximum number of stories and of sources in one notification, which must be shorter than 8,000 bytes. */
const IDS_A_NOTICE = 50;

/** Time that ids wait for further ids, in milliseconds, so that a cycle of polls makes few notifications. */
const GATHER_MS = 200;

/** Sends the notification that everything may have changed. */
export const announceAll = async (query: Query): Promise<void> => {
  await query('SELECT pg_notify($1, $2)', [CHANGES_CHANNEL, EVERYTHING]);
};

const EVERYTHING = 'everything';

/** Makes an announcer, which gathers ids for `GATHER_MS`. A notification that cannot be sent is lost. */
export const createAnnouncer = (query: Query): Announcer => {
  const stories = new Set<StoryId>();
  const sources = new Set<SourceId>();
  let timer: NodeJS.Timeout | undefined;
  const send = (payload: object): void => {
    query('SELECT pg_notify($1, $2)', [CHANGES_CHANNEL, JSON.stringify(payload)]).catch(() => undefined);
  };
  const flush = (): void => {
    timer = undefined;
    // A notification without ids means that something else has changed, such as an edition.
    do send({ stories: takeSome(stories), sources: takeSome(sources) });
    while (stories.size + sources.size > 0);
  };
  return {
    announce: (change) => {
      if (change === undefined) {
        announceAll(query).catch(() => undefined);
        return;
      }
      const { forgetBefore, ...changed } = change;
      if (forgetBefore !== undefined) {
        send({ ...NOTHING, forgetBefore: forgetBefore.toString() });
        if (changed.stories.length + changed.sources.length === 0) return;
      }
      for (const id of changed.stories) stories.add(id);
      for (const id of changed.sources) sources.add(id);
      timer ??= setTimeout(flush, GATHER_MS).unref();
    },
    stop: () => clearTimeout(timer),
  };
};

const takeSome = <Id>(ids: Set<Id>): readonly Id[] => {
  const some = [...ids].slice(0, IDS_A_NOTICE);
  for (const id of some) ids.delete(id);
  return some;
};

const NOTHING: Change = { stories: [], sources: [] };

const notice = z.object({
  stories: z.array(z.string().transform((id) => id as StoryId)),
  sources: z.array(z.string().transform((id) => id as SourceId)),
  forgetBefore: z
    .string()
    .transform((text) => Temporal.Instant.from(text))
    .exactOptional(),
});

/** Returns the change in a notification, without ids if it is unreadable; undefined if everything may have changed. */
export const readChange = (payload: string): Change | undefined => {
  if (payload === EVERYTHING) return undefined;
  try {
    return notice.parse(JSON.parse(payload));
  } catch {
    return NOTHING;
  }
};
