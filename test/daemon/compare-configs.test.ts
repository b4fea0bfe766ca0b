import { describe, expect, test } from 'vitest';
import { compareConfigs, configHash, describeChange } from '../../src/daemon/compare-configs.ts';
import { createPipeline } from '../../src/daemon/pipeline.ts';
import type { Config } from '../../src/domain/config.ts';
import type { FoldRule } from '../../src/domain/folding/fold-rule.ts';
import type { Rule } from '../../src/domain/item/rule/rule.ts';
import type { Source } from '../../src/domain/source/source.ts';
import type { Company, CompanyCode } from '../../src/domain/tag/company.ts';
import { digest } from '../../src/system/digest-of.ts';
import { makeSource, makeTopic, NOON, UNMARKED } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { makeConfig } from './support/make-config.ts';

const place = (file: string, line: number) => ({ file, line, column: 3 });
const hash = (config: Config): string => configHash(config, digest);

/** A config in which everything stands in this line of its file. */
const configAt = (line: number, rest: Partial<Config> = {}): Config => {
  const words = { en: ['robot'], ja: ['ロボット'] };
  const topic = makeTopic('robots', 'Robots', 'ロボット', { cues: words, place: place('topics.yaml', line) });
  const company: Company = {
    code: '9990' as CompanyCode,
    nameJa: '架空電機',
    nameEn: 'Kakuu Denki',
    aliases: [],
    place: place('companies.csv', line),
  };
  const rule: FoldRule = { kind: 'join', articles: ['a', 'b'], place: place('folds.yaml', line) };
  const config = makeConfig({
    sources: [makeSource('kaku', { place: place('sources.yaml', line) })],
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
    expect(change(configAt(7), after)).toBe(
      '+1 source (times), -1 removed (kaku); retention, topics changed',
    );
  });

  test('names five sources at most, and says that there are more', () => {
    const sources = (count: number) => Array.from({ length: count }, (_, n) => makeSource(`s${n}`));
    const to = (count: number): string =>
      change(configAt(7, { sources: [] }), configAt(7, { sources: sources(count) }));
    expect(to(5)).toBe('+5 sources (s0, s1, s2, s3, s4)');
    expect(to(6)).toBe('+6 sources (s0, s1, s2, s3, s4, …)');
  });

  const base = configAt(7);

  test.each<[part: string, after: Partial<Config>]>([
    ['feed', { feed: { ...base.feed, title: 'Other' } }],
    ['page', { page: { ...base.page, images: false } }],
    ['server', { server: { ...base.server, port: 1 } }],
    ['schedule', { schedule: '0 * * * *' }],
    ['fetch', { fetch: { ...base.fetch, perHost: 2 } }],
    ['relevance', { relevance: { threshold: 0.6 } }],
    ['edition', { edition: { ...base.edition, time: '08:00' } }],
    ['retention', { retentionMs: 1 }],
    ['store', { store: 'postgres://db.example/news' }],
    ['topics', { topics: [] }],
    ['companies', { companies: [] }],
    ['outlets', { outlets: [...base.outlets, makeSource('other').outlet] }],
  ])('is told by the name of the part: %s', (part, after) => {
    const changed = configAt(7, after);
    expect(change(base, changed)).toBe(`${part} changed`);
    // Where a process serves is its own affair; all else it must have in common with others.
    expect(hash(base) === hash(changed)).toBe(part === 'server');
  });

  test('is told of folding where its rules or its settings changed', () => {
    const settings = { ...base, fold: { ...base.fold, windowMs: 1 } };
    const rules = { ...base, fold: { ...base.fold, rules: [] } };
    expect([change(base, settings), change(base, rules)]).toEqual(['fold changed', 'fold changed']);
  });

  const rule = (written: string): Rule => ({
    conditions: [{ field: 'title', matches: () => true, written }],
    place: { file: 'sources.yaml', line: 9, column: 1 },
  });

  test.each<[what: string, Partial<Source>]>([
    ['a setting', { scope: 'japan' }],
    ['a rule of what is kept', { include: [rule('工場')] }],
    ['a rule of what is dropped', { exclude: [rule('工場')] }],
    ['a rule of titles', { titleRules: [{ written: 'suffix', apply: (text: string) => text } as never] }],
  ])('is told of a source by its name where %s differs', (_, rest) => {
    const after = configAt(7, {
      sources: [makeSource('kaku', { place: place('sources.yaml', 7), ...rest })],
    });
    expect(change(base, after)).toBe('~1 changed (kaku)');
    expect(hash(after)).not.toBe(hash(base));
  });

  test('is nothing where a rule is made anew from the same text', () => {
    const titleRule = () => ({ written: 'suffix', apply: (text: string) => text }) as never;
    const sources = () => [
      makeSource('kaku', {
        include: [rule('工場')],
        exclude: [rule('野球')],
        titleRules: [titleRule()],
        place: place('sources.yaml', 7),
      }),
    ];
    expect(change(configAt(7, { sources: sources() }), configAt(7, { sources: sources() }))).toBe(
      'nothing changed',
    );
  });

  test('is no other hash where all stands in other lines, and another one for other outlets', () => {
    expect(hash(base)).toMatch(/^[\w-]{8}$/);
    expect(hash(configAt(8))).toBe(hash(base));
    expect(hash(configAt(7, { outlets: [] }))).not.toBe(hash(base));
  });

  test('is told of all kinds in one line', () => {
    const sources = ['kaku', 'times', 'kei'].map((id) => makeSource(id));
    const [kaku, times, kei] = sources as [Source, Source, Source];
    const before = configAt(7, { sources: [kaku, times] });
    const after = configAt(7, {
      sources: [{ ...kaku, scope: 'japan' }, kei],
      schedule: '0 * * * *',
      topics: [],
    });
    expect(change(before, after)).toBe(
      '+1 source (kei), ~1 changed (kaku), -1 removed (times); schedule, topics changed',
    );
    expect(compareConfigs(before, after)).toEqual({
      added: ['kei'],
      changed: ['kaku'],
      removed: ['times'],
      parts: ['schedule', 'topics'],
    });
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
    const before = await pipeline.dictionary();
    pipeline.reload(configAt(8));
    expect(await pipeline.dictionary()).toBe(before);
    pipeline.reload(configAt(8, { topics: [] }));
    expect(await pipeline.dictionary()).not.toBe(before);
    const read = await pipeline.dictionary();
    pipeline.reload(configAt(8, { topics: [], words: { ...configAt(8).words, sport: ['sumo'] } }));
    expect(await pipeline.dictionary()).not.toBe(read);
    expect((await pipeline.dictionary()).read('baseball').signals.size).toBe(0);
    await pipeline[Symbol.asyncDispose]();
  });
});
