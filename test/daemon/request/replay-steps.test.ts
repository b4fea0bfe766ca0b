import { expect, test } from 'vitest';
import type { Output } from '../../../src/daemon/control/output.ts';
import { replayStore } from '../../../src/daemon/request/replay-store.ts';
import type { Config } from '../../../src/domain/config.ts';
import type { FoldRule } from '../../../src/domain/folding/fold-rule.ts';
import { joinStory } from '../../../src/domain/story/grow-story.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { makeArticle, makeStory, makeTopic, NOON } from '../../make.ts';
import { createMemoryStore, type MemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

const plants = makeTopic('plants', 'Plants', '工場', { cues: { en: [], ja: ['工場'] } });
const config = makeConfig({ topics: [plants] });

const articleOf = (id: string, title: string) => makeArticle(id, { title });
const storyOf = (id: string, title: string, ...others: readonly string[]): Story =>
  others.reduce(
    (story, other, n) =>
      joinStory(
        story,
        articleOf(`${id}${n + 2}`, other),
        { article: story.id as never, reason: 'same-event', detail: '' },
        NOON,
      ),
    makeStory(id, { articles: [articleOf(id, title)] }),
  );
const keysOf = (story: Story | undefined) =>
  story?.articles.flatMap(({ tags }) => tags.map((tag) => (tag.kind === 'topic' ? tag.key : tag.code)));

type Options = {
  readonly config?: Config;
  readonly apply?: (step: () => Promise<void>, store: MemoryStore) => Promise<void>;
  readonly onChanged?: (stories: readonly Story[]) => void;
  readonly verbose?: boolean;
  readonly signal?: AbortSignal;
};

/** Replays a store of these stories; by default what differs is written. */
const replay = async (stories: readonly Story[], options: Options = {}) => {
  const store = createMemoryStore();
  await store.commit({ stories, drops: [], states: [] });
  const asked: Temporal.Instant[] = [];
  const watched: MemoryStore = {
    ...store,
    gainedSince: async function* (moment) {
      asked.push(moment);
      if (moment.epochMilliseconds < NOON.epochMilliseconds) yield* store.gainedSince(moment);
    },
  };
  const said: Output[] = [];
  const { apply = (step) => step(), onChanged } = options;
  const outcome = await replayStore(
    {
      store: watched,
      config: options.config ?? config,
      now: () => NOON,
      apply: (step) => apply(step, store),
      ...(onChanged === undefined ? {} : { onChanged }),
    },
    { verbose: options.verbose ?? false, json: false },
    (output) => void said.push(output),
    options.signal ?? new AbortController().signal,
  );
  const texts = said.flatMap((one) => (one.kind === 'progress' ? [] : [one.text]));
  return { outcome, said, text: texts.join('\n'), store, asked };
};

const MANY = Array.from({ length: 105 }, (_, n) => storyOf(`s${n}`, `架空電機、第${n}工場を稼働`));
const noWindow = { ...config, fold: { ...config.fold, windowMs: 0 } };

test('progress is shown after each twenty stories that are compared, and each hundred that are written', async () => {
  const { outcome, said, store } = await replay(MANY, { config: noWindow });
  expect(outcome).toBe('done');
  expect(said.filter(({ kind }) => kind === 'progress')).toEqual([
    ...[20, 40, 60, 80, 100].map((done) => ({ kind: 'progress', done, total: 105 })),
    ...[100, 105].map((done) => ({ kind: 'progress', done, total: 105 })),
  ]);
  expect(store.allStories().filter((story) => keysOf(story)?.length === 1)).toHaveLength(105);
});

test('a replay that is stopped between two commits says how many stories are written', async () => {
  const stop = new AbortController();
  const { outcome, text, store } = await replay(MANY, {
    config: noWindow,
    apply: async (step) => {
      await step();
      stop.abort();
    },
    signal: stop.signal,
  });
  expect(outcome).toBe('failed');
  expect(text).toMatch(
    /\nStopped before the end: only the new tags of 100 stories are written\. Run the command again for the rest\.$/,
  );
  expect(store.allStories().filter((story) => keysOf(story)?.length === 1)).toHaveLength(100);
});

test('an article that a story gains before its turn stays, and is tagged too', async () => {
  const [before, grown] = [storyOf('a', '新工場を稼働'), storyOf('a', '新工場を稼働', '工場の開所式')];
  const { store } = await replay([before, storyOf('b', '工場を拡張')], {
    apply: async (step, written) => {
      await written.commit({ stories: [grown], drops: [], states: [] });
      await step();
    },
  });
  expect(keysOf(store.allStories()[0])).toEqual(['plants', 'plants']);
});

test('new tags are published where the story is in the folding window', async () => {
  const published: Story[] = [];
  const old = makeStory('old', {
    articles: [{ ...articleOf('old', '工場を閉鎖'), firstSeenAt: NOON.subtract({ hours: 73 }) }],
  });
  const { store } = await replay([storyOf('a', '新工場を稼働'), old], {
    onChanged: (stories) => published.push(...stories),
  });
  expect(store.allStories().map(keysOf)).toEqual([['plants'], ['plants']]);
  expect(published.map((story) => [story.id, keysOf(story)])).toEqual([['a', ['plants']]]);
});

test('a story that is removed before its turn is not written again', async () => {
  const { store } = await replay([storyOf('a', '新工場を稼働')], {
    apply: async (step, written) => {
      await written.removeBefore(NOON.add({ hours: 1 }));
      await step();
    },
  });
  expect(store.allStories()).toEqual([]);
});

const line = (kind: FoldRule['kind'], ...ids: readonly string[]): FoldRule => ({
  kind,
  articles: ids.map((id) => `https://kaku.example/${id}`),
  place: { file: 'folds.yaml', line: 2, column: 1 },
});
const byHand = (...rules: readonly FoldRule[]): Config => ({ ...config, fold: { ...config.fold, rules } });

test('what lines of folds.yaml split and join is printed, counted, tagged, written and published', async () => {
  const published: Story[] = [];
  const { text, store } = await replay(
    [storyOf('a', '社長が交代'), storyOf('b', '新工場を稼働'), storyOf('c', '決算を発表', '株主総会を開催')],
    {
      config: byHand(line('join', 'a', 'b'), line('part', 'c', 'c2')),
      verbose: true,
      onChanged: (stories) => published.push(...stories),
    },
  );
  expect(text.split('\n').slice(0, 4)).toEqual([
    'c loses  決算を発表',
    expect.stringMatching(/^ {2}\S+ {2}株主総会を開催$/),
    'a takes in  社長が交代',
    '  b  新工場を稼働',
  ]);
  expect(text).toContain('\nBy folds.yaml: 1 split, 1 joined.\n');
  const { a: joined, ...rest } = Object.fromEntries(store.allStories().map((story) => [story.id, story]));
  expect(joined?.articles.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(keysOf(joined)).toEqual(['plants']);
  expect(Object.values(rest).map(({ articles }) => articles.map(({ id }) => id))).toEqual([['c'], ['c2']]);
  expect(published).toHaveLength(3);
  expect(published.find(({ id }) => id === 'a')).toEqual(joined);
});

test('stories that only lines of folds.yaml change are said to be written', async () => {
  const { said } = await replay([storyOf('a', '社長が交代'), storyOf('b', '決算を発表')], {
    config: byHand(line('join', 'a', 'b')),
  });
  expect(said).toEqual([
    {
      kind: 'result',
      text: "By folds.yaml: 1 joined.\n2 stories: today's rules give the same tags.",
    },
    { kind: 'result', text: 'Written.' },
  ]);
});

test('the stories of the fold window are judged anew; one that would part is named, and stays as it is', async () => {
  const mixed = storyOf('a', '暁自動車、12万台リコール', '若草銀、頭取に森本氏が昇格');
  const { text, asked, store } = await replay([mixed], { verbose: true });
  expect(asked).toEqual([NOON.subtract({ hours: 72 })]);
  expect(text).toContain('a would lose  暁自動車、12万台リコール\n  a2  若草銀、頭取に森本氏が昇格\n');
  expect(text).toContain(
    "In the fold window: today's rules would split 1 story, and join 0 with others; this is never written.\n",
  );
  expect(store.allStories()).toEqual([mixed]);
});
