import type { Edition } from '../domain/edition/edition.ts';

/** Documents that are written once and never change, each under a name. */
export type Shelf<Held> = {
  /** Resolves to the names of all documents, oldest first. */
  readonly names: () => Promise<readonly string[]>;
  /** Undefined if no document has that name; rejects if it cannot be read. */
  readonly read: (name: string) => Promise<Held | undefined>;
  /** Stores a document, which is durable when this resolves. A document that is there already stays as it is. */
  readonly keep: (name: string, held: Held) => Promise<void>;
};

/** A month's archive document as it stood when it was frozen. */
type FrozenArchive = {
  readonly frozenAt: Temporal.Instant;
  /** The placeholder in `atom` for the site's public address, which may change. */
  readonly base: string;
  readonly atom: string;
};

/** The archives that will never change again, by JST month (`2026-11`). */
export type ArchiveShelf = Shelf<FrozenArchive>;

/** The morning editions, by JST day (`2026-11-26`). */
export type EditionShelf = Shelf<Edition> & {
  /** Resolves to the day of the newest edition that was mailed; undefined if none was. */
  readonly lastMailed: () => Promise<string | undefined>;
  /** Notes the newest edition that was mailed; durable when it resolves. */
  readonly noteMailed: (date: string) => Promise<void>;
};

/** What the site keeps beside the stories. */
export type Shelves = { readonly shelf: ArchiveShelf; readonly editions: EditionShelf };
