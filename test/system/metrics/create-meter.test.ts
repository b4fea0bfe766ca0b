import { expect, test } from 'vitest';
import type { ServiceState } from '../../../src/daemon/ports.ts';
import type { PollReport } from '../../../src/domain/source/poll/poll-report.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import { createMeter } from '../../../src/system/metrics/create-meter.ts';
import { NOON } from '../../make.ts';

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

test('a poll whose answer never came is a failure, and does not count as a poll of no time', async () => {
  const meter = createMeter('1.2.3');
  const { durationMs: _, ...report } = REPORT;
  const failure = { kind: 'unfinished', detail: 'it could not be finished' } as const;
  meter.polled({ ...report, outcome: { kind: 'failed', failure } });
  const lines = sampleLines(await meter.exposition(STANDING));
  expect(lines).toContain('kawaraban_poll_failures_total{kind="unfinished"} 1');
  expect(lines).toContain('kawaraban_poll_seconds_count 0');
});

test('what polls, readers and the store did is counted', async () => {
  const meter = createMeter('1.2.3');
  meter.polled(REPORT);
  meter.polled({
    ...{ source: 'kei' as SourceId, url: REPORT.url, outcome: { kind: 'resting', until: NOON } },
    ...{ added: 0, folded: 0, revised: 0, dropped: 0, rejections: [] },
  });
  meter.polled({ ...REPORT, outcome: { kind: 'failed', failure: { kind: 'dns', detail: 'no such host' } } });
  meter.pollBroke('kei' as SourceId, 'mistake');
  meter.answered({ route: 'feed', status: 200, ms: 1.5 });
  meter.answered({ route: 'feed', status: 304, ms: 0.5 });
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
    'kawaraban_items_total{source="kaku",fate="revised"} 2',
    'kawaraban_poll_seconds_sum 0.5',
    'kawaraban_poll_seconds_count 2',
    'kawaraban_newest_item_age_seconds{source="kaku"} 90',
    'kawaraban_source_health{source="kei",health="new"} 1',
    'kawaraban_last_news_age_seconds 60',
    'kawaraban_http_requests_total{route="feed",status="304"} 1',
    'kawaraban_http_request_seconds_count{route="feed"} 2',
    'kawaraban_http_requests_total{route="feed",status="200"} 1',
    'kawaraban_http_request_seconds_sum{route="feed"} 0.002',
    'kawaraban_store_commit_seconds_sum 0.008',
    'kawaraban_store_commit_seconds_count 1',
    'kawaraban_store_stories 2',
    'kawaraban_store_bytes 4096',
    'kawaraban_network_offline 1',
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
  expect(lines.filter((line) => line.includes('items_total{source="kei"'))).toEqual([]);
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
  expect(text).not.toContain('kawaraban_source_hit_rate{');
});

test('when nothing is wrong and no news has come, the gauges say so', async () => {
  const meter = createMeter('1.2.3');
  await meter.exposition(STANDING);
  const { lastNewsAgeMs: _, ...rest } = STANDING;
  const store = { ...STANDING.store, isWaiting: false };
  const now = {
    ...rest,
    sources: [{ id: 'kaku' as SourceId, health: 'ok' as const }],
    store,
    isOffline: false,
  };
  const lines = sampleLines(await meter.exposition(now));
  expect(lines).toEqual(expect.arrayContaining(['kawaraban_store_waiting 0', 'kawaraban_network_offline 0']));
  expect(lines.filter((line) => /^kawaraban_(last_news|newest_item)_age_seconds/.test(line))).toEqual([]);
});

test('each metric is explained, and times are counted in steps from the quickest to the slowest', async () => {
  const meter = createMeter('1.2.3');
  meter.answered({ route: 'feed', status: 200, ms: 1 });
  const text = await meter.exposition(STANDING);
  expect(text.match(/^# HELP kawaraban_\S+ .+$/gm)).toHaveLength(
    text.match(/^# TYPE kawaraban_/gm)?.length ?? 0,
  );
  const stepsOf = (name: string) =>
    Array.from(text.matchAll(new RegExp(`^kawaraban_${name}_bucket{le="([^"]+)"`, 'gm')), ([, le]) =>
      Number(le),
    );
  expect(stepsOf('http_request_seconds').slice(0, -1)).toEqual([
    ...[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5],
  ]);
  expect(stepsOf('store_commit_seconds').slice(0, -1)).toEqual([
    ...[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10],
  ]);
  expect(stepsOf('poll_seconds').slice(0, -1)).toEqual([0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]);
});

test('the hit rate of a source stands there once it was asked', async () => {
  const text = await createMeter('1.2.3').exposition(STANDING);
  expect(text).toContain('kawaraban_source_hit_rate{source="kaku"} 1.5');
  expect(text).not.toContain('kawaraban_source_hit_rate{source="kei"}');
});
