import { readMarketKey } from '../folding/read/event/market-key.ts';
import { onceFor } from '../once-for.ts';
import type { Story } from '../story/story.ts';

const marketKey = onceFor(({ articles }: Story) => ({
  of: articles
    .values()
    .map(({ title }) => readMarketKey(title.normalize('NFKC').toLowerCase())?.subject)
    .find((subject) => subject !== undefined),
}));

/** The market that a story reports a session of; the yen is one market, wherever it is traded. */
export const marketOf = (story: Story | undefined): string | undefined => {
  const market = story && marketKey(story).of;
  return market === 'tokyo-yen' ? 'yen' : market;
};
