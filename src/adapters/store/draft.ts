import { partitionName } from './files.ts';
import type { FileList } from './format/checkpoint-file.ts';

export type Folder = 'stories' | 'drops' | 'states' | 'removed';

/** A list of files on its way to the next checkpoint. */
export type Draft = {
  readonly names: (folder: Folder) => readonly string[];
  /** A name for a new file, on the list from now on. */
  readonly create: (folder: Folder, label: string) => string;
  readonly created: () => readonly string[];
  readonly leaveOut: (folder: Folder, name: string) => void;
  readonly finish: (journal: number, count: number) => FileList;
};

export const startDraft = (list: FileList): Draft => {
  const names: Record<Folder, readonly string[]> = {
    stories: list.stories,
    drops: list.drops,
    states: list.states,
    removed: list.removed,
  };
  const created: string[] = [];
  const superseded: string[] = [];
  let next = list.next;
  return {
    names: (folder) => names[folder],
    create: (folder, label) => {
      const name = partitionName(folder, label, next);
      next += 1;
      names[folder] = [...names[folder], name];
      created.push(name);
      return name;
    },
    created: () => created,
    leaveOut: (folder, name) => {
      names[folder] = names[folder].filter((other) => other !== name);
      superseded.push(name);
    },
    finish: (journal, count) => ({
      version: list.version,
      journal,
      next,
      count,
      stories: [...names.stories],
      drops: [...names.drops],
      states: [...names.states],
      removed: [...names.removed],
      superseded,
    }),
  };
};
