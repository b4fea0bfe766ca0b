import { escapeXml } from '../../adapters/publish/clean-text.ts';
import { FEED_CONTENT_TYPES } from '../../adapters/publish/render-feed.ts';
import { monthOf, readMonth, type YearMonth } from '../../domain/entry/archive-month.ts';
import type { ArchiveShelf, Clock, Config, Resource, Store } from '../../pipeline/ports.ts';
import { keepLast } from './keep-last.ts';
import { archivePath, firstMonth, renderArchive } from './render-archive.ts';

/** A month that is still open may change with every poll. */
const OPEN_MAX_AGE_SECONDS = 300;

const YEAR_SECONDS = 31_536_000;

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

/** The archive documents of the merged feed. */
export const createArchives = ({ config, store, shelf, now }: ArchivesParts): Archives => {
  const kept = keepLast(now, ({ maxAgeSeconds }) => maxAgeSeconds === YEAR_SECONDS);

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
    const { atom: body, updated } = await renderArchive(month, links, store, config());
    return {
      ...ATOM,
      body,
      maxAgeSeconds: OPEN_MAX_AGE_SECONDS,
      ...(updated === undefined ? {} : { lastModified: updated }),
    };
  };

  return {
    document: async (name) => {
      const month = readMonth(name);
      if (month === undefined) return undefined;
      const { url } = config().feed;
      return kept.get(`${name} ${url}`, async () => (await frozen(name, url)) ?? open(month));
    },
    changed: kept.changed,
  };
};

const compare = (a: YearMonth, b: YearMonth): number => Temporal.PlainYearMonth.compare(a, b);

const ATOM = { status: 200, contentType: FEED_CONTENT_TYPES.atom, page: false } as const;
