import { dirname, join } from 'node:path';
import { z } from 'zod';
import { bounded } from '../../domain/bounded.ts';
import type { Edition, EditionStory } from '../../domain/edition/edition.ts';
import type { StoryId } from '../../domain/story/story.ts';
import type { ArchiveShelf, EditionShelf, Shelf } from '../../site/ports.ts';
import { type Disk, fileSystem } from '../disk/file-system.ts';
import { moment } from '../log/records.ts';
import { datedNames, storedDocument } from './documents.ts';

export const archiveSchema = z.object({ frozenAt: moment, base: z.string(), atom: z.string() });

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

// `satisfies` makes a new field of the domain type a compile error here, so that no field is left unparsed.
export const editionSchema = z.object({
  id: z.string(),
  date: z.iso.date().transform((text) => Temporal.PlainDate.from(text)),
  since: moment,
  until: moment,
  language,
  stories: z.array(story).readonly(),
} satisfies Record<keyof Edition, z.ZodType>);

export const mailedSchema = z.object({ date: z.string() });

type OnDamage = (reason: string) => void;

export const createArchiveShelf = (
  folder: string,
  disk: Disk = fileSystem,
  onDamage: OnDamage = () => {},
): ArchiveShelf => shelfIn(join(folder, 'documents/archive'), archiveSchema, disk, onDamage);

export const createEditionShelf = (
  folder: string,
  disk: Disk = fileSystem,
  onDamage: OnDamage = () => {},
): EditionShelf => {
  const mailed = storedDocument(disk, join(folder, 'documents/mailed.json'), mailedSchema, () => {});
  return {
    ...keepRead(shelfIn(join(folder, 'documents/editions'), editionSchema, disk, onDamage)),
    lastMailed: async () => (await mailed.read())?.date,
    noteMailed: (date) => mailed.write({ date }),
  };
};

const shelfIn = <Schema extends z.ZodType>(
  home: string,
  schema: Schema,
  disk: Disk,
  onDamage: OnDamage,
): Shelf<z.output<Schema>> => {
  const names = () => datedNames(disk, home);
  const documentOf = (name: string) => storedDocument(disk, join(home, `${name}.json`), schema, onDamage);
  return {
    names,
    read: async (name) => ((await names()).includes(name) ? documentOf(name).read() : undefined),
    keep: async (name, held) => {
      if ((await names()).includes(name)) return;
      await disk.makeFolder(home);
      await disk.syncFolder(dirname(home));
      await documentOf(name).write(held);
    },
  };
};

/** Maximum number of editions kept in memory, more than the feed of editions shows. */
const EDITIONS_KEPT = 40;

/** Adds a cache to a shelf: the editions that were read last stay in memory. */
export const keepRead = (shelf: Shelf<Edition>): Shelf<Edition> => {
  const known = bounded<string, Edition>(EDITIONS_KEPT);
  return {
    ...shelf,
    read: async (name) => {
      const edition = known.get(name) ?? (await shelf.read(name));
      if (edition !== undefined) known.set(name, edition);
      return edition;
    },
  };
};
