import { errorText } from '../domain/error-text.ts';
import type { Story } from '../domain/story/story.ts';
import { createLinkCheck } from './check-links.ts';
import { type Disk, fileSystem } from './disk/file-system.ts';
import { documentsIn } from './document/checkpoint.ts';
import { copyOf, UNFINISHED_COPY } from './document/copy-mark.ts';
import { createArchiveShelf, createEditionShelf } from './document/create-shelves.ts';
import { dayOf, logDays, logPath, readLines, renameTo } from './log/log-files.ts';
import type { Line } from './log/log-line.ts';
import { readDrop, readState, readStory } from './log/records.ts';

/** The newest version of each story and the number of its commit, by story id. A removed story has no version. */
type Versions = Map<string, { readonly seq: number; readonly story?: Story }>;

/**
 * Checks the log, the documents (except those of sizes and of the last mailing), and the links between stories and
 * articles, without the index. Resolves to one text for each problem. A problem may be false if a daemon changes files
 * at the same time. Rejects for an unfinished copy.
 */
export const checkStore = async (
  folder: string,
  /** Called after each file with the number of files read, and the number of all files. */
  onFile: (done: number, total: number) => void = () => undefined,
  disk: Disk = fileSystem,
): Promise<readonly string[]> => {
  const problems: string[] = [];
  const note = (problem: string): number => problems.push(problem);
  if ((await copyOf(disk, folder)) !== undefined) throw new Error(UNFINISHED_COPY);
  const documents = documentsIn(disk, folder, note);
  const versions: Versions = new Map();
  const shelves = [createArchiveShelf(folder, disk, note), createEditionShelf(folder, disk, note)];
  const [days, removed] = [await logDays(disk, folder), await documents.removedMonths()];
  const kept = await Promise.all(
    shelves.map(async ({ names, read }) => (await names()).map((name) => () => read(name))),
  );
  const works: readonly (() => Promise<unknown>)[] = [
    ...days.map((day) => () => checkDay(disk, folder, day, { versions, note })),
    () => documents.checkpoint.read(),
    ...removed.map((month) => () => documents.removedIn(month).read()),
    ...kept.flat(),
  ];
  for (const [n, work] of works.entries()) {
    await work().catch((error: unknown) => note(errorText(error)));
    onFile(n + 1, works.length);
  }
  const check = createLinkCheck(note);
  for (const { story } of versions.values()) if (story !== undefined) check(story);
  return problems;
};

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
      const commitDay = dayOf(found.line.commit.at);
      if (commitDay !== day.replace(/\..*/, ''))
        note(
          `${where}: this commit belongs to the day ${commitDay}, so the file was renamed; stop the daemon and ${renameTo(commitDay)}`,
        );
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

const takeLine = ({ commit: { seq, stories, drops, states, removed } }: Line, versions: Versions): void => {
  const isNewer = (id: string): boolean => (versions.get(id)?.seq ?? 0) <= seq;
  for (const id of removed.stories) if (isNewer(id)) versions.set(id, { seq });
  for (const story of stories.map(readStory)) if (isNewer(story.id)) versions.set(story.id, { seq, story });
  drops.forEach(readDrop);
  states.forEach(readState);
};
