/** A month's archive document as it stood when it was frozen. */
type FrozenArchive = {
  readonly frozenAt: Temporal.Instant;
  /** The text in `atom` that stands for the site's public address, which may change. */
  readonly base: string;
  readonly atom: string;
};

/** The archives that will never change again, by JST month (`2026-11`). */
export type ArchiveShelf = {
  /** Oldest first. */
  readonly months: () => Promise<readonly string[]>;
  /** Undefined for a month that is not frozen; rejects where its file cannot be read. */
  readonly read: (month: string) => Promise<FrozenArchive | undefined>;
  /** Durable when it resolves. A month that is frozen already stays as it is. */
  readonly freeze: (month: string, archive: FrozenArchive) => Promise<void>;
};
