import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isJapaneseHoliday } from '../../../src/system/schedule/japan-holidays.ts';
import { OFFICIAL_HOLIDAYS } from '../../domain/edition/official-holidays.ts';
import { ROOT } from '../../support/product.ts';

const holidaysOf = (year: number): readonly string[] => {
  const found: string[] = [];
  for (let day = new Temporal.PlainDate(year, 1, 1); day.year === year; day = day.add({ days: 1 }))
    if (isJapaneseHoliday(day)) found.push(day.toString());
  return found;
};

describe('the holidays of Japan', () => {
  test.each([2026, 2027] as const)('of %i are those that the Cabinet Office lists', (year) => {
    expect(holidaysOf(year)).toEqual(OFFICIAL_HOLIDAYS[year]);
  });

  test('go on beyond every table: in 2052 the seventeen of each year with their substitutes', () => {
    expect(holidaysOf(2052).length).toBeGreaterThanOrEqual(16);
    expect(holidaysOf(2052)).toContain('2052-01-01');
  });

  test.each(['Pacific/Kiritimati', 'America/New_York'])('are the same where the machine lies in %s', (TZ) => {
    const script = `const { isJapaneseHoliday } = await import('./src/system/schedule/japan-holidays.ts');
      const days = ${JSON.stringify([...OFFICIAL_HOLIDAYS[2026], '2026-03-21', '2026-11-02'])};
      console.log(days.filter((day) => isJapaneseHoliday(Temporal.PlainDate.from(day))).join());`;
    const options = { cwd: path.resolve(ROOT), env: { ...process.env, TZ }, encoding: 'utf8' } as const;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], options);
    expect(out.trim()).toBe(OFFICIAL_HOLIDAYS[2026].join());
  });
});
