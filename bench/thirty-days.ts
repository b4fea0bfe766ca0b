import { parseArgs } from 'node:util';
import { makeConfig } from '../test/daemon/support/make-config.ts';
import { realConfig } from '../test/domain/tag/real-dictionary.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { openDatabase, openFolder } from '../test/support/thirty-days/homes.ts';
import { replayReports } from '../test/support/thirty-days/replay-reports.ts';
import { liveThirtyDays } from '../test/support/thirty-days/run.ts';

/**
 * Simulates days (by default 30) of real headlines from forty outlets with bad habits: `node bench/thirty-days.ts
 * [--days 30] [--postgres]`. Exits with 1 if an entry came back as unread, changed its date or was lost.
 */
const { values } = parseArgs({
  options: { days: { type: 'string', default: '30' }, postgres: { type: 'boolean', default: false } },
});
const SOURCES = 40;

const { topics, companies, fold } = realConfig;
const { feed, fetch } = makeConfig();

const server = values.postgres ? await startPostgres() : undefined;
const startedMs = performance.now();
const { mistakes, lost, ...figures } = await liveThirtyDays({
  home: server === undefined ? await openFolder() : await openDatabase(server),
  start: Temporal.Instant.from('2026-11-01T00:00:00Z'),
  days: Number(values.days),
  atStart: 10,
  reports: replayReports(SOURCES),
  config: makeConfig({
    topics,
    companies,
    fold,
    feed,
    fetch: { ...fetch, minIntervalMs: 900_000, perHost: 8 },
    // A dropped report would count as lost, so no report is dropped for its relevance.
    relevance: { threshold: 0 },
  }),
  retentionDays: 12,
  stopEveryDays: 1,
  readEveryHours: 1,
  onDay: (day, count) =>
    console.log(`day ${day}: ${count} mistakes, ${Math.round((performance.now() - startedMs) / 1000)} s`),
});
await server?.remove();
for (const line of [...mistakes, ...lost].slice(0, 50)) console.log(line);
console.log({ ...figures, mistakes: mistakes.length, lost: lost.length });
process.exitCode = mistakes.length + lost.length === 0 ? 0 : 1;
