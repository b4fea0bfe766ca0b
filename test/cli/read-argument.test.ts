import { describe, expect, test } from 'vitest';
import { foldersOf } from '../../src/cli/folders.ts';
import { readCount, readDay, readHost, readPort, readSince } from '../../src/cli/read-argument.ts';

test('a day is a date; anything else is refused with an example', () => {
  expect(readDay('2026-11-24').toString()).toBe('2026-11-24');
  for (const text of ['yesterday', '2026-13-01', '2026-11-24T23:00', ''])
    expect(() => readDay(text), text).toThrow('Write an existing day in the form 2026-11-24.');
});

test('a count is a whole number from 1 to a century of days', () => {
  expect([readCount('1'), readCount('36600')]).toEqual([1, 36_600]);
  for (const text of ['0', '-1', '1.5', '36601', 'many'])
    expect(() => readCount(text), text).toThrow('Write a whole number from 1 to 36600.');
});

test('a host is a name or an address without a port', () => {
  for (const host of ['127.0.0.1', '::1', 'localhost', 'news.example']) expect(readHost(host)).toBe(host);
  for (const host of ['', '127.0.0.1:80', 'a b', 'http://a/', 'news.example:'])
    expect(() => readHost(host), host).toThrow(
      'Write a host name or an address, such as 127.0.0.1 or ::1; a port belongs in --port.',
    );
});

test('a port is a whole number up to 65535', () => {
  expect([readPort('0'), readPort('8080'), readPort('65535')]).toEqual([0, 8080, 65_535]);
  for (const port of ['', '65536', '-1', '80a', '8.5', ' 80'])
    expect(() => readPort(port), port).toThrow('Write a whole number from 0 to 65535.');
});

describe('where an edition begins', () => {
  const minutesAgo = (text: string): number =>
    Math.abs(Math.round(Temporal.Now.instant().since(readSince(text).moment).total('minutes')));

  test.each([
    ['90m', 90],
    ['24h', 24 * 60],
    ['3d', 3 * 24 * 60],
    ['0m', 0],
    ['99999m', 99_999],
  ])('%s is %d minutes ago', (text, minutes) => {
    expect(minutesAgo(text)).toBe(minutes);
    expect(readSince(text).written).toBe(text);
  });

  test.each([
    ['2026-11-24', '2026-11-23T15:00:00Z'],
    ['2026-11-24T07:00', '2026-11-23T22:00:00Z'],
    ['2026-11-24T07:00Z', '2026-11-24T07:00:00Z'],
    ['2026-11-24T07:00-05:00', '2026-11-24T12:00:00Z'],
    ['2026-11-24T07:00+0900', '2026-11-23T22:00:00Z'],
    ['2026-11-24T07:00+05', '2026-11-24T02:00:00Z'],
    ['2026-11-24T07:00+00:00[Europe/London]', '2026-11-24T07:00:00Z'],
    ['2026-11-24T07:00[Europe/London]', '2026-11-24T07:00:00Z'],
    ['2026-11-24[Europe/London]', '2026-11-24T00:00:00Z'],
  ])('%s is in Japan, unless it names its zone: %s', (text, moment) => {
    expect(readSince(text).moment.toString()).toBe(moment);
  });

  test('a time that has not come yet is refused', () => {
    const soon = Temporal.Now.instant().add({ minutes: 5 }).toString();
    for (const text of ['2099-01-01', soon])
      expect(() => readSince(text), text).toThrow('Write a time that has passed');
  });

  test.each(['yesterday', '24', '100000m', '3w', '2026-11-24T07:00[Nowhere]', ''])(
    '"%s" is refused with examples',
    (text) => {
      expect(() => readSince(text)).toThrow(
        'Write a duration before now, such as 24h, 90m or 3d, or a time in Japan, such as 2026-11-24 or 2026-11-24T07:00; 2026-11-24T07:00Z is in UTC.',
      );
    },
  );
});

test('a flag names a folder, else systemd does, else it lies in the working directory', () => {
  const env = { CONFIGURATION_DIRECTORY: '/etc/kawaraban:/etc/other', STATE_DIRECTORY: '/var/lib/kawaraban' };
  expect(foldersOf({ config: 'c', data: 'd' }, env)).toEqual({ config: 'c', data: 'd' });
  expect(foldersOf({}, env)).toEqual({ config: '/etc/kawaraban', data: '/var/lib/kawaraban' });
  expect(foldersOf({}, { STATE_DIRECTORY: '' })).toEqual({ config: 'config', data: 'data' });
});
