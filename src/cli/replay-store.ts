import { eachStory } from '../adapters/store/each-story.ts';
import { readConfig } from '../app/read-config.ts';
import { createRetagger, type Retagged } from '../app/replay/replay-tags.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import type { Store } from '../pipeline/ports.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { openStoreFor } from './open-store.ts';
import { EXIT, type ExitStatus, print } from './terminal.ts';

export type ReplayStoreFlags = { readonly apply?: true; readonly verbose?: true; readonly json?: true };

/** Stories of one durable step. */
const AT_ONCE = 1000;

/** Tags what is stored by today's rules: prints what differs, and writes it with `--apply`. */
export const replayOfStore = async (folders: Folders, flags: ReplayStoreFlags): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const opened = await openStoreFor(folders.data, { lock: flags.apply === true });
  if (opened.kind === 'closed') return opened.status;
  const { store } = opened;
  const retag = createRetagger(loaded.config);
  const tally = { looked: 0, stories: 0, added: 0, removed: 0, reworded: 0 };
  const differing = new Set<StoryId>();
  for await (const story of eachStory(store)) {
    tally.looked += 1;
    const retagged = retag(story);
    if (retagged === undefined) continue;
    differing.add(story.id);
    tally.stories += 1;
    for (const { change } of retagged.articles) {
      tally.added += change.added.length;
      tally.removed += change.removed.length;
      tally.reworded += change.reworded.length;
    }
    if (flags.json === true) print(JSON.stringify(difference(retagged)));
    else if (flags.verbose === true) print(lines(retagged));
  }
  if (flags.json !== true) print(total(tally));
  if (flags.apply === true) await apply(store, differing, retag);
  if (flags.json !== true && differing.size > 0) {
    print(flags.apply === true ? 'Written.' : 'Nothing is written yet; --apply writes it.');
  }
  await store.close();
  return EXIT.done;
};

const apply = async (
  store: Store,
  differing: ReadonlySet<StoryId>,
  retag: (story: Story) => Retagged | undefined,
): Promise<void> => {
  let stories: Story[] = [];
  const commit = async (): Promise<void> => {
    await store.commit({ stories, drops: [], states: [] });
    stories = [];
  };
  for await (const story of eachStory(store)) {
    const retagged = differing.has(story.id) ? retag(story) : undefined;
    if (retagged !== undefined) stories.push(retagged.story);
    if (stories.length === AT_ONCE) await commit();
  }
  await commit();
};

const total = ({ looked, stories, added, removed, reworded }: Readonly<Record<string, number>>): string =>
  stories === 0
    ? `${looked} stories: all are tagged as today's rules tag them.`
    : `${stories} of ${looked} stories: ${added} tags added, ${removed} removed, ${reworded} earned by other words.`;

const difference = ({ story, articles }: Retagged): object => ({
  story: story.id,
  articles: articles.map(({ article, change }) => ({ id: article.id, ...change })),
});

const lines = ({ story, articles }: Retagged): string =>
  articles
    .map(({ article, change: { added, removed, reworded } }) => {
      const marks = [
        ...added.map((name) => `+${name}`),
        ...removed.map((name) => `-${name}`),
        ...reworded.map((name) => `~${name}`),
      ];
      return `${story.id} ${marks.join(' ')}  ${article.title}`;
    })
    .join('\n');
