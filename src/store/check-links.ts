import type { Story } from '../domain/story/story.ts';

/**
 * Makes a check of the links between stories and articles, which is called with each story once: every article of a story
 * has a join, and no article is in two stories. Notes a sentence for each problem; keeps only ids.
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
