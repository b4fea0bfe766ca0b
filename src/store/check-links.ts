import type { Story } from '../domain/story/story.ts';

/**
 * Makes a function that checks stories, to be called with each story once. Every article of a story must have a join,
 * and no article may be in two stories. The function notes one sentence for each problem, and keeps only ids in memory.
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
      if (other !== undefined) note(`article ${id} is in two stories, ${other} and ${story}`);
      storyOf.set(id, story);
    }
  };
};
