import { describe, expect, test } from 'vitest';
import { compareConfigs, describeChange } from '../../src/daemon/compare-configs.ts';
import { createPipeline } from '../../src/daemon/pipeline.ts';
import type { Config } from '../../src/domain/config.ts';
import type { FoldRule } from '../../src/domain/folding/fold-rule.ts';
import type { Company, CompanyCode } from '../../src/domain/tag/company.ts';
import { makeSource, makeTopic, NOON, UNMARKED } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { makeConfig } from './support/make-config.ts';

/** A config in which everything stands in this line of its file. */
const configAt = (line: number, rest: Partial<Config> = {}): Config => {
  const place = (file: string) => ({ file, line, column: 3 });
  const words = { en: ['robot'], ja: ['ロボット'] };
  const topic = makeTopic('robots', 'Robots', 'ロボット', { cues: words, place: place('topics.yaml') });
  const company: Company = {
    code: '9990' as CompanyCode,
    nameJa: '架空電機',
    nameEn: 'Kakuu Denki',
    aliases: [],
    place: place('companies.csv'),
  };
  const rule: FoldRule = { kind: 'join', articles: ['a', 'b'], place: place('folds.yaml') };
  const config = makeConfig({
    sources: [makeSource('kaku', { place: place('sources.yaml') })],
    topics: [topic],
    companies: [company],
    ...rest,
  });
  return { ...config, fold: { ...config.fold, rules: [rule] } };
};

const change = (before: Config, after: Config): string => describeChange(compareConfigs(before, after));

describe('what a reload changes', () => {
  test('is nothing where all stands in other lines than before', () => {
    expect(change(configAt(7), configAt(8))).toBe('nothing changed');
  });

  test('is told by the names of sources and of the other parts', () => {
    const after = configAt(7, { sources: [makeSource('times')], topics: [], retentionMs: 1 });
    expect(change(configAt(7), after)).toBe('+1 source (times), -1 (kaku); retention, topics changed');
  });

  test('names five sources at most, and says that there are more', () => {
    const sources = (count: number) => Array.from({ length: count }, (_, n) => makeSource(`s${n}`));
    const to = (count: number): string =>
      change(configAt(7, { sources: [] }), configAt(7, { sources: sources(count) }));
    expect(to(5)).toBe('+5 sources (s0, s1, s2, s3, s4)');
    expect(to(6)).toBe('+6 sources (s0, s1, s2, s3, s4, …)');
  });

  test('is told of word lists in one word', () => {
    const words = { ...configAt(7).words, sport: ['sumo'] };
    expect(change(configAt(7), configAt(7, { words }))).toBe('words changed');
  });

  test('makes no new dictionary where the names are what they were', async () => {
    const pipeline = await createPipeline({
      config: configAt(7),
      store: createMemoryStore(),
      now: () => NOON,
      chance: () => 0.5,
      underWay: UNMARKED,
    });
    const before = pipeline.dictionary();
    await pipeline.reload(configAt(8));
    expect(pipeline.dictionary()).toBe(before);
    await pipeline.reload(configAt(8, { topics: [] }));
    expect(pipeline.dictionary()).not.toBe(before);
    const read = pipeline.dictionary();
    await pipeline.reload(configAt(8, { topics: [], words: { ...configAt(8).words, sport: ['sumo'] } }));
    expect(pipeline.dictionary()).not.toBe(read);
    expect(pipeline.dictionary().read('baseball').signals.size).toBe(0);
    await pipeline[Symbol.asyncDispose]();
  });
});
