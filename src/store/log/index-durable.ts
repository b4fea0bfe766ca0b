import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CatchUpContext, placeOf } from '../index/index-day.ts';
import { knownDay, recordDay } from '../index/known-days.ts';
import { type Commit, headOf, type Spans } from './log-line.ts';
import type { WaitingLine, WrittenLine } from './log-writer.ts';

export type CommitLine = WaitingLine & { readonly commit: Commit; readonly spans: Spans };

/** Maximum number of stories of one line that are indexed in one turn of the event loop. */
const STORIES_A_TURN = 50;

const NOTHING_ELSE = { drops: [], states: [], removed: { stories: [], keys: [] } };

/** Indexes a durable line. If the process ends before that is done, the next start indexes the line again. */
export const indexDurable = async (
  { index, indexer, ends }: Pick<CatchUpContext, 'index' | 'indexer' | 'ends'>,
  { entry: { bytes, commit, spans }, file, offset }: WrittenLine<CommitLine>,
): Promise<void> => {
  const { seq, at, removed } = commit;
  const stories = commit.stories.map((story, n) => ({
    id: story.id,
    place: placeOf(offset, spans.stories[n]),
    read: () => story,
  }));
  const drops = commit.drops.map((drop, n) => ({ place: placeOf(offset, spans.drops[n]), read: () => drop }));
  const states = commit.states.map(({ source }, n) => ({ source, place: placeOf(offset, spans.states[n]) }));
  for (let from = 0; from === 0 || from < stories.length; from += STORIES_A_TURN) {
    if (from > 0) await nextTurn();
    const some = stories.slice(from, from + STORIES_A_TURN);
    // Removals come in the last turn. In an earlier turn, they would hide the articles of united stories until the turn
    // that indexes their new story.
    const rest = from + STORIES_A_TURN < stories.length ? NOTHING_ELSE : { drops, states, removed };
    indexer.transaction(() => indexer.add({ day: file, seq, at, stories: some, ...rest }));
  }
  const head = headOf(bytes);
  const end = offset + bytes.length;
  const known = knownDay(index, file) ?? { day: file, first: head, damage: '', first_seq: seq };
  recordDay(index, { ...known, bytes: end, last_at: offset, last: head, last_seq: seq });
  ends.set(file, end);
};
