import { observeCommits } from '../../../src/daemon/watch/count-work.ts';
import type { Config } from '../../../src/domain/config.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import type { Resource } from '../../../src/serve/ports.ts';
import { createSite } from '../../../src/site/create-site.ts';
import type { SiteSetup } from '../../../src/site/site-context.ts';
import { NO_EDITIONS, NOON } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from './make-config.ts';

/** The site over a store in memory, asked as the server asks it. */
export const openSite = async (
  stories: readonly Story[],
  config: Config = makeConfig(),
  setup: Partial<SiteSetup> = {},
) => {
  const { store, onCommit } = observeCommits(createMemoryStore());
  const site = createSite({
    config: () => config,
    configProblems: () => [],
    store,
    shelf: { names: async () => [], read: async () => undefined, keep: async () => undefined },
    editions: NO_EDITIONS,
    nearest: () => [],
    now: () => NOON,
    ...setup,
  });
  onCommit(site.changed);
  await store.commit({ stories, drops: [], states: [] });
  const ask = async (address: string): Promise<Resource | undefined> => {
    const [path = '/', query = ''] = address.split('?');
    return site.resource(path, new URLSearchParams(query));
  };
  return {
    store,
    changed: site.changed,
    resource: site.resource,
    failed: site.failed,
    atHand: site.atHand,
    ask,
    /** The body of what is there, as text. */
    read: async (address: string): Promise<string> => {
      const found = await ask(address);
      if (found === undefined) throw new Error(`nothing at ${address}`);
      return Buffer.from(found.body).toString();
    },
  };
};
