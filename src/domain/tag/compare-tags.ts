import type { Tag } from './tag.ts';

/** The difference between two lists of tags. Each tag is named by its securities code or topic key. */
export type TagChange = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Tags that are in both lists, with different evidence. */
  readonly reworded: readonly string[];
};

/** Returns the difference between two lists of tags; undefined without a difference. */
export const compareTags = (before: readonly Tag[], after: readonly Tag[]): TagChange | undefined => {
  const [old, now] = [byName(before), byName(after)];
  const added = [...now.keys()].filter((name) => !old.has(name));
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const reworded = [...now].flatMap(([name, tag]) => {
    const before = old.get(name);
    return before === undefined || wordsOf(before) === wordsOf(tag) ? [] : [name];
  });
  return added.length + removed.length + reworded.length === 0 ? undefined : { added, removed, reworded };
};

const nameOf = (tag: Tag): string => (tag.kind === 'company' ? tag.code : tag.key);

const byName = (tags: readonly Tag[]): ReadonlyMap<string, Tag> =>
  new Map(tags.map((tag) => [nameOf(tag), tag]));

const wordsOf = ({ evidence }: Tag): string =>
  evidence.map(({ words, where }) => `${where} ${words}`).join('\n');
