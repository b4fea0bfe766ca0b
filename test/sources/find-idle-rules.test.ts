import { expect, test } from 'vitest';
import type { Rule } from '../../src/domain/item/rule/rule.ts';
import { findIdleRules } from '../../src/sources/find-idle-rules.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { makeArticle, makeSource, makeStory, NOON } from '../make.ts';

const ruleOn = (written: string, line: number): Rule => ({
  conditions: [{ field: 'title', matches: (text) => text.includes(written), written }],
  place: { file: 'sources.yaml', line, column: 7 },
});

test('a rule is judged by what is stored and what was dropped, if its source is enabled', async () => {
  const kaku = makeSource('kaku', { include: [ruleOn('工場', 4)], exclude: [ruleOn('野球', 5)] });
  const asleep = { ...makeSource('asleep', { include: [ruleOn('港', 9)] }), enabled: false };
  const limits: unknown[] = [];
  const article = makeArticle('a', { source: kaku.id, title: '架空電機、新工場を稼働' });
  const store = {
    stories: async (query: unknown) => {
      limits.push(query);
      return [makeStory('a', { articles: [article, ...Array.from({ length: 59 }, () => article)] })];
    },
    newestDrops: async (limit: number) => {
      limits.push(limit);
      return Array.from({ length: 60 }, () => ({
        keys: [],
        source: kaku.id,
        title: '工場見学',
        link: 'https://kaku.example/1',
        at: NOON,
        reason: 'sport',
      }));
    },
  };
  const sources = [kaku, asleep, makeSource('without-rules')];
  expect(await findIdleRules(makeConfig({ sources }), store)).toEqual([
    {
      file: 'sources.yaml',
      line: 4,
      column: 7,
      message: expect.stringContaining('all of the 120 newest items of kaku match "title: 工場"'),
    },
    {
      file: 'sources.yaml',
      line: 5,
      column: 7,
      message: expect.stringContaining(
        'none of the 120 newest items of kaku is known to match "title: 野球"',
      ),
    },
  ]);
  expect(limits).toEqual([{ limit: 5000 }, 5000]);
});

test('without a rule in an enabled source nothing is read', async () => {
  const unread = () => Promise.reject(new Error('read'));
  const sources = [{ ...makeSource('asleep', { exclude: [ruleOn('港', 9)] }), enabled: false }];
  expect(await findIdleRules(makeConfig({ sources }), { stories: unread, newestDrops: unread })).toEqual([]);
});
