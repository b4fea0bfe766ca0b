import { join } from 'node:path';
import type { Story } from '../../domain/story/story.ts';
import { archiveName, frozenMonths } from './archive-shelf.ts';
import type { Disk } from './disk/disk.ts';
import { fileSystem } from './disk/file-system.ts';
import { backupOf } from './durable-file.ts';
import { archiveFile } from './format/archive-file.ts';
import { type FileList, fileList, removedFile, statesFile } from './format/checkpoint-file.ts';
import { readDrop } from './format/drop-schema.ts';
import type { Format } from './format/format.ts';
import { dropPartitions, type PartitionKind, storyPartitions } from './format/partition.ts';
import { rowOfDrop, rowOfStory } from './format/row.ts';
import { readStory } from './format/story-schema.ts';
import { journalName, journalNumber } from './journal.ts';
import { readJournal } from './read-journal.ts';

/**
 * Reads every file of a store, and its twin, and the links between the stories; writes nothing. Gives each
 * problem in words, none when all is well. While a daemon writes, files may come and go: then check again.
 */
export const checkStore = async (
  folder: string,
  /** How many files were read, of how many. */
  onFile: (done: number, total: number) => void = () => undefined,
  disk: Disk = fileSystem,
): Promise<readonly string[]> => {
  const problems: string[] = [];
  const list = await checkTwins(disk, folder, 'checkpoint.json', fileList, problems);
  const files: FileList | undefined = list;
  const months = await frozenMonths(disk, folder);
  const total = [files?.stories, files?.drops, files?.states, files?.removed, months]
    .map((names) => names?.length ?? 0)
    .reduce((sum, count) => sum + count);
  let done = 0;
  const checked = (): void => {
    done += 1;
    onFile(done, total);
  };
  const stories = new Map<string, Story>();
  for (const name of files?.stories ?? []) {
    await checkPartition(disk, folder, name, storyPartitions, problems, (value) => {
      const story = readStory(value);
      if (stories.has(story.id)) problems.push(`${name}: the story ${story.id} stands elsewhere too`);
      stories.set(story.id, story);
      return rowOfStory(story);
    });
    checked();
  }
  for (const name of files?.drops ?? []) {
    await checkPartition(disk, folder, name, dropPartitions, problems, (value) => rowOfDrop(readDrop(value)));
    checked();
  }
  const others: readonly (readonly [readonly string[], Readable<unknown>])[] = [
    [files?.states ?? [], statesFile],
    [files?.removed ?? [], removedFile],
    [months.map(archiveName), archiveFile],
  ];
  for (const [names, format] of others) {
    for (const name of names) {
      await checkTwins(disk, folder, name, format, problems);
      checked();
    }
  }
  await checkJournals(disk, folder, files?.journal ?? 0, stories, problems);
  checkLinks(stories, problems);
  return problems;
};

type Readable<Data> = Pick<Format<Data>, 'parse'>;

/** A file and its twin must both be readable; gives what one of them holds. */
const checkTwins = async <Data>(
  disk: Disk,
  folder: string,
  name: string,
  format: Readable<Data>,
  problems: string[],
): Promise<Data | undefined> => {
  let found: Data | undefined;
  for (const path of [join(folder, name), backupOf(join(folder, name))]) {
    try {
      const bytes = await disk.read(path);
      // A store without a checkpoint yet has all it holds in the journal.
      if (bytes === undefined && name === 'checkpoint.json') continue;
      if (bytes === undefined) problems.push(`${path} is not there`);
      else found ??= format.parse(bytes);
    } catch (error) {
      problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return found;
};

const checkPartition = async <Row, Columns>(
  disk: Disk,
  folder: string,
  name: string,
  kind: PartitionKind<Row, Columns>,
  problems: string[],
  read: (value: unknown) => Row,
): Promise<void> => {
  const records = await checkTwins(disk, folder, name, kind.file, problems);
  for (const [n, { row, text }] of records?.entries() ?? []) {
    try {
      const actual = JSON.stringify(read(JSON.parse(text.toString('utf8'))));
      if (actual !== JSON.stringify(row)) problems.push(`${name}: its index differs from record ${n + 1}`);
    } catch (error) {
      problems.push(`${name}: record ${n + 1}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
};

const checkJournals = async (
  disk: Disk,
  folder: string,
  first: number,
  stories: Map<string, Story>,
  problems: string[],
): Promise<void> => {
  const numbers = (await disk.list(join(folder, 'journal'))).flatMap((name) => journalNumber(name) ?? []);
  for (const number of numbers.filter((n) => n >= first).sort((a, b) => a - b)) {
    const path = join(folder, 'journal', journalName(number));
    const note = async (where: string, reason: string): Promise<void> => {
      problems.push(`${where}: ${reason}`);
    };
    const repair = {
      mayWrite: false,
      note: (problem: string) => problems.push(problem),
      setAside: note,
      keepCopy: (where: string, _: Buffer, reason: string) => note(where, reason),
    };
    await readJournal(disk, path, repair, ({ change }) => {
      for (const story of change.stories) stories.set(story.id, story);
      for (const id of change.removed.stories) stories.delete(id);
    });
  }
};

/** Every story has a join for each article, and no article stands in two stories. */
const checkLinks = (stories: ReadonlyMap<string, Story>, problems: string[]): void => {
  const storyOf = new Map<string, string>();
  for (const { id, articles, joins } of stories.values()) {
    const joined = new Set<string>(joins.map(({ article }) => article));
    for (const article of articles) {
      if (!joined.has(article.id))
        problems.push(`story ${id}: nothing says how article ${article.id} joined it`);
      const other = storyOf.get(article.id);
      if (other !== undefined)
        problems.push(`article ${article.id} stands in the stories ${other} and ${id}`);
      storyOf.set(article.id, id);
    }
  }
};
