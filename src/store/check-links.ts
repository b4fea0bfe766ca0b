import type { Story } from '../domain/story/story.ts';

/**
 * Makes a function that must be called with each story once. It notes a sentence for each article without an
 * entry in `joins`, and for each article that is in two stories.
 */
export const createLinkCheck = (
  note: (problem: string) => void,
): ((story: Pick<Story, 'id' | 'articles' | 'joins'>) => void) => {
  const storyOf = new Map<string, string>();
  return ({ id: story, articles, joins }) => {
    const joined = new Set<string>(joins.map(({ article }) => article));
    for (const { id } of articles) {
      if (!joined.has(id)) note(`story ${story}: the record of how article ${id} joined is missing`);
      const other = storyOf.get(id);
      if (other !== undefined)
        note(`article ${id} is in two stories, ${other} and ${story}, so one of them is wrong`);
      storyOf.set(id, story);
    }
  };
};
