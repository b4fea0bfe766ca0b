import type { Edition } from '../domain/edition/edition.ts';

/** Named documents that are written once and never change. */
export type Shelf<Held> = {
  /** Resolves to the names of all documents, oldest first. */
  readonly names: () => Promise<readonly string[]>;
  /** Resolves to the document with a name; undefined if it does not exist. Rejects if it cannot be read. */
  readonly read: (name: string) => Promise<Held | undefined>;
  /** Stores a document; resolves when the document is durable. An existing document is not replaced. */
  readonly keep: (name: string, held: Held) => Promise<void>;
};

type FrozenArchive = {
  readonly frozenAt: Temporal.Instant;
  /** The placeholder in `atom` for the site's public address, which may change. */
  readonly base: string;
  readonly atom: string;
};

/** The frozen archives, by JST month (`2026-11`). */
export type ArchiveShelf = Shelf<FrozenArchive>;

/** The morning editions, by JST day (`2026-11-26`). */
export type EditionShelf = Shelf<Edition> & {
  /** Resolves to the day of the newest mailed edition; undefined if no edition was mailed. */
  readonly lastMailed: () => Promise<string | undefined>;
  /** Stores the day of the newest mailed edition; resolves when it is durable. */
  readonly noteMailed: (date: string) => Promise<void>;
};

export type Shelves = { readonly shelf: ArchiveShelf; readonly editions: EditionShelf };
