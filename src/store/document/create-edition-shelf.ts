import { dirname, join } from 'node:path';
import { z } from 'zod';
import { bounded } from '../../domain/bounded.ts';
import type { Edition, EditionStory } from '../../domain/edition/edition.ts';
import type { StoryId } from '../../domain/story/story.ts';
import type { EditionShelf } from '../../site/ports.ts';
import type { Disk } from '../disk/disk.ts';
import { fileSystem } from '../disk/file-system.ts';
import { moment } from '../log/records.ts';
import { storedDocument } from './documents.ts';

const FOLDER = 'documents/editions';

/** Number of editions kept in memory: those of the feeds, some 20 kB each. */
const EDITIONS_KEPT = 40;

const language = z.enum(['en', 'ja']);

const report = { outlet: z.string(), language, title: z.string(), link: z.string() };

const storyId = z.string().transform((id) => id as StoryId);

const story = z.object({
  ...report,
  story: storyId,
  published: moment,
  text: z.string(),
  alsoReportedBy: z.array(z.object(report)).readonly(),
  more: z.array(z.object({ ...report, story: storyId })).readonly(),
} satisfies Record<keyof EditionStory, z.ZodType>);

// `satisfies` makes a new field of the domain type a compile error here, so that none is left unparsed.
export const editionSchema = z.object({
  id: z.string(),
  date: z.iso.date().transform((text) => Temporal.PlainDate.from(text)),
  since: moment,
  until: moment,
  language,
  stories: z.array(story).readonly(),
} satisfies Record<keyof Edition, z.ZodType>);

/** The editions in a data folder: one document for each day, written once. */
export const createEditionShelf = (folder: string, disk: Disk = fileSystem): EditionShelf => {
  const known = bounded<string, Edition>(EDITIONS_KEPT);
  const dates = () => editionDates(disk, folder);
  return {
    dates,
    read: async (date) => {
      const kept = known.get(date);
      if (kept !== undefined || !(await dates()).includes(date)) return kept;
      const found = await editionOf(disk, folder, date).read();
      if (found !== undefined) known.set(date, found);
      return found;
    },
    keep: async (made) => {
      const date = made.date.toString();
      if ((await dates()).includes(date)) return;
      await disk.makeFolder(join(folder, FOLDER));
      await disk.syncFolder(dirname(join(folder, FOLDER)));
      await editionOf(disk, folder, date).write(made);
    },
    lastMailed: async () => (await mailedIn(disk, folder).read())?.date,
    noteMailed: (date) => mailedIn(disk, folder).write({ date }),
  };
};

/** Which edition was mailed last. */
const mailedIn = (disk: Disk, folder: string) =>
  storedDocument(disk, join(folder, 'documents/mailed.json'), z.object({ date: z.string() }), () => {});

/** The document of a day's edition, whether or not its file exists. */
export const editionOf = (disk: Disk, folder: string, date: string, onDamage = (_: string) => {}) =>
  storedDocument(disk, join(folder, FOLDER, `${date}.json`), editionSchema, onDamage);

/** The days (`2026-11-26`) for which a data folder has an edition's file, readable or not, oldest first. */
export const editionDates = async (disk: Disk, folder: string): Promise<readonly string[]> => {
  const names = await disk.list(join(folder, FOLDER));
  const found = names.flatMap((name) => /^(\d{4}-\d\d-\d\d)\.json(?:\.bak)?$/.exec(name)?.[1] ?? []);
  return [...new Set(found)].toSorted();
};
