import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { isValidSchedule, startSchedule } from '../../../src/system/schedule/create-schedule.ts';

describe('a cron expression', () => {
  test.each(['* * * * *', '*/5 * * * * *', '0 6-22 * * 1-5', '30 8 1 jan *', '0 0 29 2 *'])(
    '%s is valid',
    (expression) => {
      expect(isValidSchedule(expression)).toBe(true);
    },
  );

  test.each([
    '',
    'every minute',
    '* * * *',
    '* * * * * * *',
    '60 * * * *',
    '0 24 * * *',
    '0 0 30 2 *',
    '0 0 31 4,6 *',
    '0 0 0 * *',
    '*/0 * * * *',
  ])('"%s" never comes due or cannot be read', (expression) => {
    expect(isValidSchedule(expression)).toBe(false);
  });
});

describe('a schedule', () => {
  test('ticks each second when told to, until it is stopped', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let ticks = 0;
    const schedule = startSchedule('* * * * * *', () => {
      ticks += 1;
      if (ticks === 1) resolve();
    });
    await promise;
    schedule.stop();
    expect(ticks).toBe(1);
  });

  test('keeps no process alive, and lets a mistake in its tick be seen', () => {
    const run = (script: string) =>
      spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
        encoding: 'utf8',
        timeout: 30_000,
      });
    const module = new URL('../../../src/system/schedule/create-schedule.ts', import.meta.url).href;
    const left = run(
      `import { startSchedule } from '${module}'; startSchedule('0 0 1 1 *', () => {}); console.log('end');`,
    );
    expect([left.status, left.stdout]).toEqual([0, 'end\n']);
    const mistaken = run(
      `import { startSchedule } from '${module}'; startSchedule('* * * * * *', () => { throw new Error('ours') }); setInterval(() => {}, 60_000);`,
    );
    expect(mistaken.status).toBe(1);
    expect(mistaken.stderr).toContain('Error: ours');
  });
});
