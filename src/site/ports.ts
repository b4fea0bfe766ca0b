import type { Edition } from '../domain/edition/edition.ts';

/** A month's archive document as it stood when it was frozen. */
type FrozenArchive = {
  readonly frozenAt: Temporal.Instant;
  /** The text in `atom` that stands for the site's public address, which may change. */
  readonly base: string;
  readonly atom: string;
};

/** The archives that will never change again, by JST month (`2026-11`). */
export type ArchiveShelf = {
  /** The months with an archive, oldest first. */
  readonly months: () => Promise<readonly string[]>;
  /** Undefined for a month that is not frozen; rejects where its file cannot be read. */
  readonly read: (month: string) => Promise<FrozenArchive | undefined>;
  /** Stores an archive, which is durable when this resolves. A month that is frozen already stays as it is. */
  readonly freeze: (month: string, archive: FrozenArchive) => Promise<void>;
};

/** The morning editions, by JST day (`2026-11-26`). They never change. */
export type EditionShelf = {
  /** The days with an edition, oldest first. */
  readonly dates: () => Promise<readonly string[]>;
  /** Undefined for a day without edition; rejects where its file cannot be read. */
  readonly read: (date: string) => Promise<Edition | undefined>;
  /** Stores an edition, which is durable when this resolves. A day that has one already keeps it. */
  readonly keep: (edition: Edition) => Promise<void>;
  /** The day of the newest edition that was mailed; undefined where none was. */
  readonly lastMailed: () => Promise<string | undefined>;
  /** Notes the newest edition that was mailed; durable when it resolves. */
  readonly noteMailed: (date: string) => Promise<void>;
};
