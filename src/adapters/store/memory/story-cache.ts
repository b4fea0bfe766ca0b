import type { Story } from '../../../domain/story/story.ts';

/** Keeps the stories used last, up to so many bytes of their JSON. */
export type StoryCache = {
  readonly get: (id: string) => Story | undefined;
  readonly put: (story: Story, bytes: number) => void;
  readonly remove: (id: string) => void;
};

export const createStoryCache = (limit: number): StoryCache => {
  const kept = new Map<string, { readonly story: Story; readonly bytes: number }>();
  let size = 0;
  const remove = (id: string): void => {
    size -= kept.get(id)?.bytes ?? 0;
    kept.delete(id);
  };
  return {
    get: (id) => {
      const found = kept.get(id);
      if (found === undefined) return undefined;
      // A Map keeps the order of insertion: what was used last goes to its end.
      kept.delete(id);
      kept.set(id, found);
      return found.story;
    },
    put: (story, bytes) => {
      remove(story.id);
      kept.set(story.id, { story, bytes });
      size += bytes;
      for (const id of kept.keys()) {
        if (size <= limit) return;
        remove(id);
      }
    },
    remove,
  };
};
