import { escapeXml } from '../../adapters/publish/clean-text.ts';
import { FEED_CONTENT_TYPES } from '../../adapters/publish/render-feed.ts';
import { monthOf, readMonth, type YearMonth } from '../../domain/entry/archive-month.ts';
import type { ArchiveShelf, Clock, Config, Resource, Store } from '../../pipeline/ports.ts';
import { archivePath, firstMonth, renderArchive } from './render-archive.ts';

/** A month that is still open may change with every poll. */
const OPEN_MAX_AGE_SECONDS = 300;

const YEAR_SECONDS = 31_536_000;

/** A month has many thousands of entries: at most this share of the time is spent on writing it anew. */
const RENDERING_SHARE = 0.05;

export type Archives = {
  /** The archive document of a month (`2026-11`): frozen, or as it stands; undefined before the first and after today's. */
  readonly document: (name: string) => Promise<Resource | undefined>;
  /** What is shown may have changed. */
  readonly changed: () => void;
};

type ArchivesParts = {
  readonly config: () => Config;
  readonly store: Pick<Store, 'stories'>;
  readonly shelf: ArchiveShelf;
  readonly now: Clock;
};

type Kept = {
  readonly name: string;
  readonly resource: Promise<Resource | undefined>;
  /** False once it would be another. */
  readonly isFresh: () => boolean;
};

/** The archive documents of the merged feed. They are large, so only the one that was asked for last is kept. */
export const createArchives = ({ config, store, shelf, now }: ArchivesParts): Archives => {
  let version = 0;
  let kept: Kept | undefined;

  const frozen = async (name: string, url: string): Promise<Resource | undefined> => {
    const archive = await shelf.read(name);
    if (archive === undefined) return undefined;
    const { base, atom, frozenAt } = archive;
    const body = atom.replaceAll(base, escapeXml(url));
    return { ...ATOM, body, maxAgeSeconds: YEAR_SECONDS, lastModified: frozenAt };
  };

  const open = async (month: YearMonth): Promise<Resource | undefined> => {
    const first = await firstMonth(await shelf.months(), store);
    const last = monthOf(now());
    if (first === undefined || compare(month, first) < 0 || compare(month, last) > 0) return undefined;
    const links = {
      ...(compare(month, first) > 0 ? { prev: archivePath(month.subtract({ months: 1 })) } : {}),
      ...(compare(month, last) < 0 ? { next: archivePath(month.add({ months: 1 })) } : {}),
    };
    const body = await renderArchive(month, links, store, config());
    return { ...ATOM, body, maxAgeSeconds: OPEN_MAX_AGE_SECONDS };
  };

  const keep = (name: string, month: YearMonth): Kept => {
    const { url } = config().feed;
    const madeAt = version;
    const startedMs = now().epochMilliseconds;
    let restUntilMs = Number.POSITIVE_INFINITY;
    let isFrozen = false;
    const make = async (): Promise<Resource | undefined> => {
      const resource = (await frozen(name, url)) ?? (await open(month));
      const endedMs = now().epochMilliseconds;
      restUntilMs = endedMs + (endedMs - startedMs) / RENDERING_SHARE;
      isFrozen = resource?.maxAgeSeconds === YEAR_SECONDS;
      return resource;
    };
    return {
      name,
      resource: make(),
      isFresh: () =>
        isFrozen ? config().feed.url === url : version === madeAt || now().epochMilliseconds < restUntilMs,
    };
  };

  return {
    document: async (name) => {
      const month = readMonth(name);
      if (month === undefined) return undefined;
      if (kept?.name !== name || !kept.isFresh()) kept = keep(name, month);
      const { resource } = kept;
      // What failed once may succeed when it is asked for again.
      resource.catch(() => {
        if (kept?.resource === resource) kept = undefined;
      });
      return resource;
    },
    changed: () => {
      version += 1;
    },
  };
};

const compare = (a: YearMonth, b: YearMonth): number => Temporal.PlainYearMonth.compare(a, b);

const ATOM = { status: 200, contentType: FEED_CONTENT_TYPES.atom, page: false } as const;
