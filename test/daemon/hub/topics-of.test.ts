import { expect, test } from 'vitest';
import { topicsOf } from '../../../src/daemon/hub/create-hub-notifier.ts';
import { readConfig } from '../../../src/daemon/read-config.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import type { Tag } from '../../../src/domain/tag/tag.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeArticle, makeOutlet, makeStory } from '../../make.ts';
import { SHIPPED_CONFIG } from '../../support/shipped-config.ts';

const loaded = await readConfig(SHIPPED_CONFIG, {});
if (loaded.kind === 'wrong') throw new Error(JSON.stringify(loaded.problems));
const config = { ...loaded.config, outlets: [makeOutlet('kaku')] };

const tags: readonly Tag[] = [
  { kind: 'topic', key: 'earnings' as TopicKey, evidence: [] },
  { kind: 'topic', key: 'no-more' as TopicKey, evidence: [] },
  { kind: 'company', code: '7203' as CompanyCode, evidence: [] },
];

test('a story stands in the merged feed and in those of its outlet, language, topics and companies, in every format', () => {
  const told = topicsOf([makeStory('a', { articles: [makeArticle('a', { tags })] }), makeStory('b')], config);
  const paths = ['/feed', '/outlets/kaku', '/topics/earnings', '/companies/7203', '/languages/ja'];
  expect(told).toEqual(
    paths.flatMap((at) => ['rss', 'atom', 'json'].map((format) => `http://127.0.0.1:8080${at}.${format}`)),
  );
});

test('of a silent backlog there is nothing to tell', () => {
  const { announcedAt: _, ...silent } = makeStory('a');
  expect(topicsOf([silent], config)).toEqual([]);
});
