import type { FeedFormat } from '../../../src/site/feed/feed-view.ts';
import { KEYS, type ReadEntry, readEntries } from './readers.ts';
import { tokensIn } from './world.ts';

export type Judge = {
  /** Shows the feed to all readers of a format. */
  readonly read: (format: FeedFormat, body: string, at: Temporal.Instant) => void;
  /** Returns the tokens of the items that readers of a format have seen, and the ids of the entries. */
  readonly seen: (format: FeedFormat) => ReadonlySet<string>;
  /** Sentences about faults; empty if the readers found no fault. */
  readonly mistakes: readonly string[];
  readonly tally: { entries: number; retitled: number; led: number };
};

/** The state of the readers of a format. */
type Memory = {
  body: string;
  /** The entries that the readers have seen, by guid. */
  readonly entries: Map<string, Remembered>;
  /** The guid under which an item was last seen. */
  readonly guidOf: Map<string, string>;
};

type Remembered = {
  readonly published: string;
  /** All keys that the entry had, by the item that led the entry and by the kind of key. */
  readonly keys: Map<string, Set<string>>;
};

/**
 * Maximum number of keys of each kind. An outlet may correct a title once, and only a page that moved has a second
 * address.
 */
const KEYS_ALLOWED: Readonly<Record<string, (isMoved: boolean) => number>> = {
  guid: () => 1,
  'guid and link': (isMoved) => (isMoved ? 2 : 1),
  'link and date': (isMoved) => (isMoved ? 2 : 1),
  'title and link': (isMoved) => (isMoved ? 4 : 2),
};

/**
 * Makes readers of every kind, each subscribed to every format. A seen item that appears under another key is a fault.
 * Exceptions are items that their outlet corrected or moved, and entries whose lead a better outlet has taken.
 */
export const createJudge = (moves: (token: string) => boolean): Judge => {
  const mistakes: string[] = [];
  const tally = { entries: 0, retitled: 0, led: 0 };
  const memories = new Map<FeedFormat, Memory>();
  const memoryOf = (format: FeedFormat): Memory => {
    const memory = memories.get(format) ?? { body: '', entries: new Map(), guidOf: new Map() };
    memories.set(format, memory);
    return memory;
  };

  const look = (entry: ReadEntry, memory: Memory, where: string): void => {
    const { guid, link, published, tokens } = entry;
    for (const token of tokens) {
      const before = memory.guidOf.get(token);
      memory.guidOf.set(token, guid);
      if (before !== undefined && before !== guid)
        mistakes.push(`${where}: ${token} came back as ${guid}, after ${before}`);
    }
    const known = memory.entries.get(guid);
    if (known === undefined) tally.entries += 1;
    const remembered = known ?? { published, keys: new Map() };
    memory.entries.set(guid, remembered);
    if (remembered.published !== published)
      mistakes.push(`${where}: ${guid} moved from ${remembered.published} to ${published}`);
    const [lead = ''] = tokensIn(link);
    for (const [kind, keyOf] of Object.entries(KEYS)) {
      const keys = remembered.keys.get(`${lead} ${kind}`) ?? new Set();
      if (known !== undefined && keys.size === 0 && kind === 'guid') tally.led += 1;
      if (keys.size > 0 && !keys.has(keyOf(entry)) && kind === 'title and link') tally.retitled += 1;
      if (keys.has(keyOf(entry))) continue;
      remembered.keys.set(`${lead} ${kind}`, keys.add(keyOf(entry)));
      if (keys.size > (KEYS_ALLOWED[kind]?.(moves(lead)) ?? 0)) {
        mistakes.push(
          `${where}: for readers that go by ${kind}, ${lead} came back: ${[...keys].join(' | ')}`,
        );
      }
    }
  };

  return {
    read: (format, body, at) => {
      const memory = memoryOf(format);
      if (memory.body === body) return;
      memory.body = body;
      for (const entry of readEntries(format, body)) look(entry, memory, `${at.toString()} ${format}`);
    },
    seen: (format) => new Set([...memoryOf(format).guidOf.keys(), ...memoryOf(format).entries.keys()]),
    mistakes,
    tally,
  };
};
