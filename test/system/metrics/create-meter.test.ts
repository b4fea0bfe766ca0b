import { expect, test } from 'vitest';
import type { ServiceState } from '../../../src/daemon/ports.ts';
import type { PollReport } from '../../../src/domain/source/poll/poll-report.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import { createMeter } from '../../../src/system/metrics/create-meter.ts';

const STANDING: ServiceState = {
  sources: [
    { id: 'kaku' as SourceId, health: 'ok', newestItemAgeMs: 90_000, hitRate: 1.5 },
    { id: 'kei' as SourceId, health: 'new' },
  ],
  lastNewsAgeMs: 60_000,
  store: {
    ...{ articles: 3, stories: 2, bytes: 4096, problems: ['a file is damaged'], isWaiting: true },
    unwritten: 6,
  },
  configProblems: 1,
  isOffline: true,
};

const REPORT: PollReport = {
  source: 'kaku' as SourceId,
  url: 'https://kaku.example/feed.xml',
  outcome: { kind: 'changed', listed: 9 },
  added: 5,
  folded: 2,
  revised: 1,
  dropped: 2,
  rejections: [{ reason: 'no-link', detail: 'it has none' }],
  durationMs: 250,
};

const sampleLines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

test('what polls, readers and the store did is counted', async () => {
  const meter = createMeter('1.2.3');
  meter.polled(REPORT);
  meter.polled({ ...REPORT, outcome: { kind: 'failed', failure: { kind: 'dns', detail: 'no such host' } } });
  meter.pollBroke('kei' as SourceId, 'mistake');
  meter.answered({ route: 'feed', status: 200, ms: 1.5 });
  meter.answered({ route: 'feed', status: 304, ms: 0.2 });
  meter.committed(8, true);
  meter.committed(8, false);
  const lines = sampleLines(await meter.exposition(STANDING));
  for (const line of [
    'kawaraban_polls_total{source="kaku",outcome="changed"} 1',
    'kawaraban_polls_total{source="kaku",outcome="failed"} 1',
    'kawaraban_polls_total{source="kei",outcome="mistake"} 1',
    'kawaraban_poll_failures_total{kind="dns"} 1',
    'kawaraban_items_total{source="kaku",fate="new"} 6',
    'kawaraban_items_total{source="kaku",fate="folded"} 4',
    'kawaraban_items_total{source="kaku",fate="dropped"} 4',
    'kawaraban_items_total{source="kaku",fate="rejected"} 2',
    'kawaraban_newest_item_age_seconds{source="kaku"} 90',
    'kawaraban_source_health{source="kei",health="new"} 1',
    'kawaraban_last_news_age_seconds 60',
    'kawaraban_http_requests_total{route="feed",status="304"} 1',
    'kawaraban_http_request_seconds_count{route="feed"} 2',
    'kawaraban_store_commit_seconds_count 1',
    'kawaraban_store_commit_failures_total 1',
    'kawaraban_store_articles 3',
    'kawaraban_store_problems 1',
    'kawaraban_store_unwritten_stories 6',
    'kawaraban_store_waiting 1',
    'kawaraban_config_problems 1',
    `kawaraban_build_info{version="1.2.3",node="${process.versions.node}"} 1`,
  ]) {
    expect(lines).toContain(line);
  }
  expect(lines.filter((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds'))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith('process_resident_memory_bytes'))).toHaveLength(1);
});

test('a source that the config no longer has, and a health that is over, leave the gauges', async () => {
  const meter = createMeter('1.2.3');
  await meter.exposition(STANDING);
  const text = await meter.exposition({
    ...STANDING,
    sources: [{ id: 'kaku' as SourceId, health: 'stale', newestItemAgeMs: 900_000 }],
  });
  expect(text).toContain('kawaraban_source_health{source="kaku",health="stale"} 1');
  expect(text).not.toContain('health="ok"');
  expect(text).not.toContain('source="kei"');
});

test('the hit rate of a source stands there once it was asked', async () => {
  const text = await createMeter('1.2.3').exposition(STANDING);
  expect(text).toContain('kawaraban_source_hit_rate{source="kaku"} 1.5');
  expect(text).not.toContain('kawaraban_source_hit_rate{source="kei"}');
});
