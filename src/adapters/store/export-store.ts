import type { Store } from '../../pipeline/ports.ts';
import { eachStory } from './each-story.ts';

/** Every story of a store as a line of JSON, newest `published` first. Moments are ISO 8601 texts. */
export async function* exportStore(store: Pick<Store, 'stories'>): AsyncGenerator<string> {
  for await (const story of eachStory(store)) yield `${JSON.stringify(story)}\n`;
}
