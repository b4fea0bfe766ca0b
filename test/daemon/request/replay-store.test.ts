import { describe, expect, test } from 'vitest';
import type { Output } from '../../../src/daemon/control/output.ts';
import { replayStore } from '../../../src/daemon/request/replay-store.ts';
import type { Config } from '../../../src/domain/config.ts';
import type { FoldRule } from '../../../src/domain/folding/fold-rule.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeArticle, makeStory, makeTopic, NOON } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

const storyOf = (id: string, title: string, rest: Partial<Parameters<typeof makeArticle>[1]> = {}): Story =>
  makeStory(id, { articles: [makeArticle(id, { title, ...rest })] });
const tagged = (key: string, words: string) => ({
  tags: [{ kind: 'topic' as const, key: key as TopicKey, evidence: [{ words, where: 'title' as const }] }],
});
const plants = makeTopic('plants', 'Plants', '工場', { cues: { en: [], ja: ['工場'] } });
const config = makeConfig({ topics: [plants] });
const join: FoldRule = {
  kind: 'join',
  articles: ['https://kaku.example/a', 'https://kaku.example/b'],
  place: { file: 'folds.yaml', line: 2, column: 1 },
};

const replay = async (
  stories: readonly Story[],
  options: {
    readonly verbose?: boolean;
    readonly json?: boolean;
    readonly apply?: boolean;
    readonly config?: Config;
  },
  signal = new AbortController().signal,
) => {
  const store = createMemoryStore();
  await store.commit({ stories, drops: [], states: [] });
  const said: string[] = [];
  const emit = (output: Output): void => {
    if (output.kind !== 'progress') said.push(`${output.kind}: ${output.text}`);
  };
  const { verbose = false, json = false, apply = false } = options;
  const outcome = await replayStore(
    {
      store,
      config: options.config ?? config,
      now: () => NOON,
      ...(apply ? { apply: (step: () => Promise<void>) => step() } : {}),
    },
    { verbose, json },
    emit,
    signal,
  );
  return { outcome, said: said.join('\n'), store };
};

const CHANGED = [
  storyOf('a', '架空電機、新工場を稼働'),
  storyOf('b', '仮想商事が社長交代', tagged('left', '社長')),
  storyOf('c', '工場の火災', tagged('plants', '火災')),
  storyOf('d', '丘陽食品が工場', tagged('plants', '工場')),
];

describe('a replay of what is stored', () => {
  test('names each difference, counts them, and writes nothing', async () => {
    const { outcome, said, store } = await replay(CHANGED, { verbose: true });
    expect(outcome).toBe('done');
    expect(said.split('\n').toSorted()).toEqual(
      [
        'result: a +plants  架空電機、新工場を稼働',
        'result: b -left  仮想商事が社長交代',
        'result: c ~plants  工場の火災',
        'result: 3 of 4 stories: 1 tag added, 1 removed, 1 earned by other words.',
        'result: Nothing was written. Use --apply to write the new tags, and the splits and joins of folds.yaml.',
      ].toSorted(),
    );
    expect(await store.storiesById(CHANGED.map(({ id }) => id))).toEqual(CHANGED);
  });

  test('names all that changes of an article, one after another', async () => {
    const { said } = await replay([storyOf('e', '架空電機、新工場を稼働', tagged('left', '稼働'))], {
      verbose: true,
    });
    expect(said).toContain('result: e +plants -left  架空電機、新工場を稼働');
  });

  test('writes them where that is asked, and says so', async () => {
    const { said, store } = await replay(CHANGED, { apply: true });
    expect(said).toBe(
      'result: 3 of 4 stories: 1 tag added, 1 removed, 1 earned by other words.\nresult: Written.',
    );
    const keys = (await store.storiesById(CHANGED.map(({ id }) => id))).map(({ articles: [{ tags }] }) =>
      tags.map((tag) => (tag.kind === 'topic' ? tag.key : tag.code)),
    );
    expect(keys).toEqual([['plants'], [], ['plants'], ['plants']]);
  });

  test('says where nothing differs, and that it was stopped', async () => {
    expect((await replay(CHANGED.slice(3), {})).said).toBe(
      "result: 1 story: today's rules give the same tags.",
    );
    expect(await replay(CHANGED, { apply: true }, AbortSignal.abort())).toMatchObject({
      outcome: 'failed',
      said: 'problem: Stopped before the end: nothing is written. Run the command again for the rest.',
    });
  });

  test('tells of stories that an editor joins', async () => {
    const joined = { ...config, fold: { ...config.fold, rules: [join] } };
    const { said, store } = await replay(CHANGED, { verbose: true, apply: true, config: joined });
    expect(said).toContain('result: a takes in  架空電機、新工場を稼働\n  b  仮想商事が社長交代\n');
    expect(said).toContain('result: By folds.yaml: 1 joined.\n');
    // What a line joins is not told a second time as a judgement of the rules.
    expect(said).not.toContain('would take in');
    expect(said).not.toContain('In the fold window');
    expect(said).toMatch(/Written\.$/);
    expect((await store.story('a' as Story['id']))?.articles.map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await replay(CHANGED, { config: joined })).said).toContain('Nothing was written.');
  });

  test('tells of stories that today’s rules would join, and prints JSON lines alone where that is asked', async () => {
    const title = '架空電機、北国に新工場を建設へ 投資額は500億円';
    const two = [
      storyOf('x', title, tagged('plants', '工場')),
      storyOf('y', title, { ...tagged('plants', '工場'), firstSeenAt: NOON, published: NOON }),
    ];
    const { said } = await replay(two, { verbose: true });
    expect(said).toContain(`result: x would take in  ${title}\n  y  ${title}`);
    expect(said).toContain(
      "result: In the fold window: today's rules would split 0 stories, and join 1 with others; this is never written.",
    );
    const json = (await replay([...CHANGED, ...two], { json: true })).said
      .split('\n')
      .map((line) => JSON.parse(line.replace('result: ', '')));
    expect(json).toContainEqual({
      story: 'a',
      articles: [{ id: 'a', added: ['plants'], removed: [], reworded: [] }],
    });
    expect(json).toContainEqual(expect.objectContaining({ kind: 'would-join', story: 'a' }));
    expect(json).toHaveLength(4);
  });
});
