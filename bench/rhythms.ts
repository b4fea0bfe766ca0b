import { simulateFleet } from '../test/domain/source/support/fleet.ts';
import { DAY, HOUR, MINUTE, momentsOf, RHYTHMS } from '../test/domain/source/support/rhythms.ts';
import { simulate } from '../test/domain/source/support/simulate.ts';

/**
 * `node bench/rhythms.ts` polls 200 sources of ten rhythms for 30 simulated days (with Golden Week), at most every two
 * minutes. Compares requests and delays with polls every five minutes. Then polls two sources of each rhythm for a
 * year, at most hourly, and fails if a source is wrongly stale more than once a quarter.
 */
const FROM = Date.parse('2026-04-13T00:00:00Z');
const SOURCES_PER_RHYTHM = 20;
const DAYS = 30;

const minutes = (ms: number): string => (ms / MINUTE).toFixed(1);

const fleet = simulateFleet(SOURCES_PER_RHYTHM, FROM, FROM + DAYS * DAY);

console.log(
  '| rhythm | habit | items | requests a day and source | delay, min: median / 90 % | every 5 min: median | false alarms |',
);
console.log('|--|--|--|--|--|--|--|');
for (const row of fleet.rows) {
  const delays = `${minutes(row.medianDelayMs)} / ${minutes(row.p90DelayMs)}`;
  const cells = [
    row.name,
    row.habit,
    row.items,
    row.requestsPerDay.toFixed(0),
    delays,
    minutes(row.fixedMedianDelayMs),
    row.falseAlarms,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
const share = (fleet.requests / fleet.fixedRequests) * 100;
const ratio = fleet.medianDelayMs / fleet.fixedMedianDelayMs;
console.log(
  `\nAll ${fleet.rows.length * SOURCES_PER_RHYTHM} sources: ${fleet.requests} requests, ${share.toFixed(0)} % of every five minutes; ` +
    `median delay ${minutes(fleet.medianDelayMs)} min, ${ratio.toFixed(2)} times that of every five minutes.`,
);

const WEEKS_A_QUARTER = 13;
const QUARTERS = [0, 1, 2, 3];
const YEAR = QUARTERS.length * WEEKS_A_QUARTER * 7 * DAY;

console.log('\n| rhythm | false alarms in each quarter of a year, of two sources |');
console.log('|--|--|');
for (const rhythm of RHYTHMS) {
  const years = [1, 2].map((seed) => {
    const moments = momentsOf(rhythm, FROM - 60 * DAY, FROM + YEAR, seed);
    const { alarms } = simulate(moments, FROM, FROM + YEAR, { minIntervalMs: HOUR, seed });
    return QUARTERS.map(
      (quarter) =>
        alarms.filter((at) => Math.floor(((at - FROM) / YEAR) * QUARTERS.length) === quarter).length,
    );
  });
  console.log(`| ${rhythm.name} | ${years.map((year) => year.join(' ')).join('; ')} |`);
  if (Math.max(...years.flat()) > 1) process.exitCode = 1;
}
