import { beforeAll, describe, expect, test } from 'vitest';
import { createGuardedClock } from '../../../src/daemon/clock/create-guarded-clock.ts';
import { editionCalendar, isEditionDay } from '../../../src/domain/edition/calendar.ts';
import { type Edition, storiesOf } from '../../../src/domain/edition/edition.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { makeDueEdition } from '../../../src/site/edition/make-edition.ts';
import { createEditionShelf } from '../../../src/store/document/create-shelves.ts';
import { isJapaneseHoliday } from '../../../src/system/schedule/japan-holidays.ts';
import { isOfficialHoliday } from '../../domain/edition/official-holidays.ts';
import { instant, makeArticle, makeOutlet, makeStory } from '../../make.ts';
import { createForgetfulDisk } from '../../store/forgetful-disk.ts';
import { seededChance } from '../../store/seeded-chance.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

const DAYS = 400;
const FIRST = instant('2026-04-01T00:00:00+09:00');
/** Milliseconds that the days may take on a busy machine. */
const PATIENCE_MS = 180_000;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Days of April on which no outlet reports anything. */
const SILENT_DAYS = [12, 13, 14, 15];

const OUTLETS = Array.from({ length: 8 }, (_, n) => makeOutlet(`outlet-${n}`, { priority: 40 + 5 * n }));
const CONFIG = makeConfig({ outlets: OUTLETS });
const SILENT_LOG = { warn: () => {}, info: () => {} };

const jstDay = (moment: Temporal.Instant): Temporal.PlainDate =>
  moment.toZonedDateTimeISO('Asia/Tokyo').toPlainDate();

type Lived = {
  readonly editions: readonly Edition[];
  /** The text of each edition's file when it was made, by day. */
  readonly written: ReadonlyMap<string, string>;
  /** The days on which the daemon ran with a believed clock after 08:00, or made an edition before. */
  readonly awake: ReadonlySet<string>;
  readonly leaps: number;
  readonly restarts: number;
};

const HOSTS = new Map(OUTLETS.slice(0, 3).map(({ id }) => [`${id}.example`, id]));

const FOLDER = '/four-hundred-days/data';

/** A disk that forgets what was not synced, when the power fails at a restart. */
const { disk, powerOn } = createForgetfulDisk(seededChance(7));

/** What stands in the file of a day's edition. */
const fileOf = async (date: string): Promise<string> =>
  String(await disk.read(`${FOLDER}/documents/editions/${date}.json`));

let lived: Lived;

/** A story that some outlets report within hours, each seen when it is dated. */
const storyAt = (n: number, at: Temporal.Instant, chance: () => number): Story => {
  const count = 1 + Math.floor(chance() ** 3 * OUTLETS.length);
  const reports = Array.from({ length: count }, (_, index) => {
    const outlet = OUTLETS[(n + index) % OUTLETS.length]?.id ?? ('outlet-0' as OutletId);
    const firstSeenAt = at.add({ minutes: Math.floor(index * chance() * 300) });
    const title = Array.from({ length: 8 }, (_x, k) =>
      String.fromCodePoint(0x4e00 + ((n * 8 + k) % 20_000)),
    ).join('');
    return makeArticle(`a${n}-${index}`, {
      outlet: { id: outlet, name: outlet },
      title,
      published: firstSeenAt,
      firstSeenAt,
    });
  });
  const [first = makeArticle(`a${n}`), ...others] = reports;
  return makeStory(`story-${n}`, { published: at, articles: [first, ...others] });
};

/** Four hundred days of a daemon that is down at times, on a machine whose clock leaps at times. */
const live = async (): Promise<Lived> => {
  const chance = seededChance(22);
  const store = createMemoryStore();
  let elapsedMs = 0;
  let clockErrorMs = 0;
  let [leaps, restarts, told] = [0, 0, 0];
  const realNow = (): Temporal.Instant => FIRST.add({ milliseconds: elapsedMs });
  const start = () => ({
    shelf: createEditionShelf(FOLDER, disk),
    clock: createGuardedClock({
      systemNow: () => realNow().add({ milliseconds: clockErrorMs }),
      elapsedMs: () => elapsedMs,
      newestCommitAt: realNow().subtract({ minutes: 1 }),
      hosts: () => HOSTS,
      log: SILENT_LOG,
    }),
  });
  let daemon = start();
  const editions: Edition[] = [];
  const written = new Map<string, string>();
  const awake = new Set<string>();
  const look = async (): Promise<void> => {
    for (const host of HOSTS.keys()) daemon.clock.noteDate(host, realNow());
    if (daemon.clock.problem() !== undefined) return;
    const now = daemon.clock.now();
    const calendar = editionCalendar(CONFIG.edition, isJapaneseHoliday);
    const made = await makeDueEdition({ store, editions: daemon.shelf, config: CONFIG }, now, calendar);
    const { hour } = now.toZonedDateTimeISO('Asia/Tokyo');
    if (hour >= 8 || (hour === 7 && made !== undefined)) awake.add(jstDay(now).toString());
    if (made === undefined) return;
    editions.push(made);
    written.set(made.date.toString(), await fileOf(made.date.toString()));
  };
  while (elapsedMs < DAYS * DAY_MS) {
    // Most looks are one to four hours apart; sometimes the daemon is down for hours, or for days.
    const isDown = chance() < 0.03;
    const hours = isDown ? chance() ** 2 * 60 : 1 + chance() * 3;
    const { month, day } = jstDay(realNow());
    const isSilent = month === 4 && SILENT_DAYS.includes(day);
    for (let hour = 0; hour < hours && !isSilent; hour += 0.5) {
      if (chance() < 0.6) continue;
      told += 1;
      const at = realNow().add({ milliseconds: Math.round(hour * HOUR_MS) });
      await store.commit({ stories: [storyAt(told, at, chance)], drops: [], states: [] });
    }
    elapsedMs += Math.round(hours * HOUR_MS);
    if (isDown) {
      restarts += 1;
      powerOn();
      daemon = start();
    }
    if (clockErrorMs === 0 && chance() < 0.01) {
      leaps += 1;
      clockErrorMs = (chance() < 0.5 ? 400 : -5) * DAY_MS;
    } else if (clockErrorMs !== 0 && chance() < 0.4) clockErrorMs = 0;
    if (told % 50 === 0) await store.removeBefore(realNow().subtract({ hours: 10 * 24 }));
    await look();
  }
  return { editions, written, awake, leaps, restarts };
};

describe('over four hundred days with power cuts and leaps of the clock', () => {
  beforeAll(async () => {
    lived = await live();
  }, PATIENCE_MS);

  test('there is exactly one edition on each business day on which the daemon ran with a right clock, and none else', () => {
    const calendar = { days: 'business', isHoliday: isOfficialHoliday } as const;
    const expected = [...lived.awake].filter((day) => isEditionDay(Temporal.PlainDate.from(day), calendar));
    expect(lived.editions.map(({ date }) => date.toString())).toEqual(expected);
    expect(expected.length).toBeGreaterThan(200);
    expect(lived.leaps).toBeGreaterThan(15);
    expect(lived.restarts).toBeGreaterThan(50);
  });

  test('no holiday has one: neither in the Golden Week nor in the five days of September nor at the New Year', () => {
    const days = new Set(lived.editions.map(({ date }) => date.toString()));
    const closed = ['04-29', '05-03', '05-04', '05-05', '05-06', '09-21', '09-22', '09-23', '12-31'];
    expect(closed.filter((day) => days.has(`2026-${day}`))).toEqual([]);
    const next = [
      '01-01',
      '01-02',
      '01-03',
      '01-11',
      '02-11',
      '02-23',
      '03-21',
      '03-22',
      '04-29',
      '05-03',
      '05-04',
      '05-05',
    ];
    expect(next.filter((day) => days.has(`2027-${day}`))).toEqual([]);
  });

  test('no story stands in two editions, and no id is given twice', () => {
    const stories = lived.editions.flatMap(storiesOf);
    expect(new Set(stories).size).toBe(stories.length);
    expect(new Set(lived.editions.map(({ id }) => id)).size).toBe(lived.editions.length);
  });

  test('the ranges follow each other, but for pauses of more than eight days, and a day without news has an edition that says so', () => {
    for (const [n, { since, until }] of lived.editions.entries()) {
      const before = lived.editions[n - 1];
      if (before === undefined) continue;
      const earliest = until.subtract({ hours: 8 * 24 });
      const first = Temporal.Instant.compare(before.until, earliest) < 0 ? earliest : before.until;
      expect(since.toString()).toBe(first.toString());
    }
    const empty = lived.editions.filter(({ stories }) => stories.length === 0);
    expect(empty.length).toBeGreaterThan(2);
    for (const { date } of empty) expect(date.toString()).toMatch(/^202[67]-04-1[3-6]$/);
    const full = lived.editions.filter(({ stories }) => stories.length === 12);
    expect(full.length).toBeGreaterThan(200);
  });

  test('no edition has changed since it was made', async () => {
    for (const [date, text] of lived.written) expect(await fileOf(date)).toBe(text);
  });
});
