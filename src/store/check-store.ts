import { errorText } from '../domain/error-text.ts';
import type { Story } from '../domain/story/story.ts';
import type { Disk } from './disk/disk.ts';
import { fileSystem } from './disk/file-system.ts';
import { documentsIn } from './document/checkpoint.ts';
import { archiveOf, frozenMonths } from './document/create-archive-shelf.ts';
import { dayOf, logDays, logPath, readLines } from './log/log-files.ts';
import type { Line } from './log/log-line.ts';
import { readDrop, readState, readStory } from './log/records.ts';

/** The newest version of a story, and the commit that wrote it; no version where it was removed. */
type Versions = Map<string, { readonly seq: number; readonly story?: Story }>;

/**
 * Reads every file of a store, and the links between the stories; writes nothing, and does not ask the index. Gives
 * one sentence for each problem, and an empty list for a sound store. A daemon that writes meanwhile makes and removes
 * files, which can look like a problem: then check again.
 */
export const checkStore = async (
  folder: string,
  /** Called after each file with the number of files read, and of all files. */
  onFile: (done: number, total: number) => void = () => undefined,
  disk: Disk = fileSystem,
): Promise<readonly string[]> => {
  const problems: string[] = [];
  const note = (problem: string): number => problems.push(problem);
  const documents = documentsIn(disk, folder, note);
  const versions: Versions = new Map();
  const [days, removed, months] = [
    await logDays(disk, folder),
    await documents.removedMonths(),
    await frozenMonths(disk, folder),
  ];
  const works = [
    ...days.map((day) => () => checkDay(disk, folder, day, { versions, note })),
    () => documents.checkpoint.read(),
    ...removed.map((month) => () => documents.removedIn(month).read()),
    ...months.map((month) => () => archiveOf(disk, folder, month, note).read()),
  ];
  for (const [n, work] of works.entries()) {
    await work().catch((error: unknown) => note(errorText(error)));
    onFile(n + 1, works.length);
  }
  checkLinks(versions, note);
  return problems;
};

/** What a check has found so far. */
type Found = { readonly versions: Versions; readonly note: (problem: string) => void };

const checkDay = async (
  disk: Disk,
  folder: string,
  day: string,
  { versions, note }: Found,
): Promise<void> => {
  const path = logPath(folder, day);
  try {
    for await (const found of readLines(disk, path)) {
      if (found.kind === 'damaged') note(`${path}, byte ${found.offset}: ${found.reason}`);
      if (found.kind !== 'line') continue;
      const where = `${path}, byte ${found.offset}`;
      if (dayOf(found.line.commit.at) !== day.replace(/\..*/, ''))
        note(`${where}: the commit is of ${dayOf(found.line.commit.at)}`);
      try {
        takeLine(found.line, versions);
      } catch (error) {
        note(`${where}: ${errorText(error)}`);
      }
    }
  } catch (error) {
    note(`${path}: ${errorText(error)}`);
  }
};

/** Throws where a record is not valid. */
const takeLine = ({ commit: { seq, stories, drops, states, removed } }: Line, versions: Versions): void => {
  const isNewer = (id: string): boolean => (versions.get(id)?.seq ?? 0) <= seq;
  for (const id of removed.stories) if (isNewer(id)) versions.set(id, { seq });
  for (const story of stories.map(readStory)) if (isNewer(story.id)) versions.set(story.id, { seq, story });
  drops.forEach(readDrop);
  states.forEach(readState);
};

/** Every story has a join for each article, and no article stands in two stories. */
const checkLinks = (versions: Versions, note: (problem: string) => void): void => {
  const storyOf = new Map<string, string>();
  for (const { story } of versions.values()) {
    if (story === undefined) continue;
    const joined = new Set<string>(story.joins.map(({ article }) => article));
    for (const { id } of story.articles) {
      if (!joined.has(id)) note(`story ${story.id}: nothing says how article ${id} joined it`);
      const other = storyOf.get(id);
      if (other !== undefined) note(`article ${id} stands in the stories ${other} and ${story.id}`);
      storyOf.set(id, story.id);
    }
  }
};
