import type { Store } from '../domain/store/contract.ts';

/** Every story of a store as a line of JSON, newest `published` first. Moments are ISO 8601 texts. */
export async function* exportStore(store: Pick<Store, 'each'>): AsyncGenerator<string> {
  for await (const stories of store.each({})) for (const story of stories) yield `${JSON.stringify(story)}\n`;
}
