import type { Tag } from './tag.ts';

/** What two taggings of one article differ in; tags by their securities code or topic key. */
export type TagChange = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Tags that stay, earned by other words. */
  readonly reworded: readonly string[];
};

/** The difference, or undefined where there is none. */
export const compareTags = (before: readonly Tag[], after: readonly Tag[]): TagChange | undefined => {
  const [old, now] = [byName(before), byName(after)];
  const added = [...now.keys()].filter((name) => !old.has(name));
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const reworded = [...now].flatMap(([name, tag]) => {
    const was = old.get(name);
    return was === undefined || wordsOf(was) === wordsOf(tag) ? [] : [name];
  });
  return added.length + removed.length + reworded.length === 0 ? undefined : { added, removed, reworded };
};

const nameOf = (tag: Tag): string => (tag.kind === 'company' ? tag.code : tag.key);

const byName = (tags: readonly Tag[]): ReadonlyMap<string, Tag> =>
  new Map(tags.map((tag) => [nameOf(tag), tag]));

const wordsOf = ({ evidence }: Tag): string =>
  evidence.map(({ words, where }) => `${where} ${words}`).join('\n');
