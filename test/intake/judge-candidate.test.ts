import { expect, test } from 'vitest';
import type { Rule } from '../../src/domain/item/rule/rule.ts';
import { makeDictionary } from '../../src/domain/tag/dictionary.ts';
import type { TopicKey } from '../../src/domain/tag/topic.ts';
import { judgeCandidate } from '../../src/intake/judge-candidate.ts';
import { restUnfinished } from '../../src/intake/rest-unfinished.ts';
import { makeCandidate, makeSource, makeTopic, NOON, UNMARKED } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { shippedWords } from '../support/shipped-words.ts';

const dictionary = makeDictionary({
  companies: [],
  topics: [makeTopic('plants', 'Plants', '工場', { cues: { en: [], ja: ['工場'] } })],
  words: shippedWords,
});
const rain = makeCandidate('a', { title: 'Rain in Kyoto', language: 'en' });

test('an item that is not about Japanese business is dropped, with its score, the reasons and the scope', () => {
  const source = makeSource('kaku', { scope: 'general' });
  expect(judgeCandidate(rain, source, dictionary, 0.95)).toEqual({
    kind: 'dropped',
    reason: expect.stringMatching(
      /^not about Japanese business \(score 0\.\d\d, needed 0\.95: nothing-of-business: [^()]*\(.\d\.\d\), japan: Kyoto \([^()]*\); scope general\)$/,
    ),
  });
});

test.each(['Rain in Kyoto', 'Snow in Osaka', 'Shares rise in Tokyo', 'A quiet day'])(
  'the score of the item "%s", which is dropped for little, is not rounded up to the needed score',
  (title) => {
    const item = makeCandidate('a', { title, language: 'en' });
    const source = makeSource('kaku', { scope: 'general' });
    const kept = judgeCandidate(item, source, dictionary, 0);
    const needed = kept.kind === 'kept' ? kept.article.relevance.score + 1e-4 : 0;
    const judged = judgeCandidate(item, source, dictionary, needed);
    const shown = judged.kind === 'dropped' ? /score ([\d.]+), needed/.exec(judged.reason)?.[1] : undefined;
    expect(Number(shown)).toBeLessThan(needed);
  },
);

test('a rule of the source decides before relevance', () => {
  const exclude: readonly Rule[] = [
    {
      conditions: [{ field: 'title', matches: () => true, written: 'Rain' }],
      place: { file: 'sources.yaml', line: 5, column: 1 },
    },
  ];
  const judged = judgeCandidate(rain, makeSource('kaku', { exclude }), dictionary, 0);
  expect(judged).toEqual({ kind: 'dropped', reason: expect.stringContaining('sources.yaml:5') });
});

test('a kept article has its tags, those of its source behind them, each once', () => {
  const item = makeCandidate('a', { title: '架空電機、新工場を稼働' });
  const source = makeSource('kaku', { topics: ['plants', 'autos'] as TopicKey[] });
  const judged = judgeCandidate(item, source, dictionary, 0);
  expect(judged).toMatchObject({
    kind: 'kept',
    article: {
      tags: [
        { kind: 'topic', key: 'plants', evidence: [{ words: '工場', where: 'title' }] },
        { kind: 'topic', key: 'autos', evidence: [{ words: 'kaku', where: 'config' }] },
      ],
      relevance: { score: expect.any(Number), reasons: expect.any(Array) },
    },
  });
  expect(judged.kind === 'kept' && judged.article.tags).toHaveLength(2);
});

test('a source whose document was being taken in when the process ended counts as failed, and waits', async () => {
  const sources = [makeSource('kaku'), makeSource('times')];
  const states = await restUnfinished(sources, {
    store: createMemoryStore(),
    limits: { minIntervalMs: 120_000, maxIntervalMs: 86_400_000 },
    underWay: { ...UNMARKED, unfinished: async () => ['times'] as never },
    now: () => NOON,
    chance: () => 0,
  });
  expect(states).toHaveLength(1);
  expect(states[0]).toMatchObject({
    source: 'times',
    endpoints: [
      {
        failures: 1,
        failure: {
          kind: 'unfinished',
          detail: 'the process ended while it took in the document of this source',
        },
      },
    ],
    counts: { requests: 1, failed: 1 },
    nextPollAt: NOON.add({ minutes: 15 }),
  });
});
