import { expect, test } from 'vitest';
import { passedFiles } from '../../../src/system/systemd/create-supervisor.ts';

const ENV = { LISTEN_PID: '42', LISTEN_FDS: '3', LISTEN_FDNAMES: 'http:notify:http' };

test('files that were handed over are found by name, from number 3 on', () => {
  expect(passedFiles(ENV, 42, 'http')).toEqual([3, 5]);
  expect(passedFiles(ENV, 42, 'notify')).toEqual([4]);
  expect(passedFiles(ENV, 42, 'other')).toEqual([]);
});

test('what is meant for another process, cut short or nonsense hands over nothing', () => {
  expect(passedFiles(ENV, 43, 'http')).toEqual([]);
  expect(passedFiles({}, 42, 'http')).toEqual([]);
  expect(passedFiles({ ...ENV, LISTEN_FDS: 'many' }, 42, 'http')).toEqual([]);
  expect(passedFiles({ ...ENV, LISTEN_FDS: '1' }, 42, 'notify')).toEqual([]);
  expect(passedFiles({ LISTEN_PID: '42', LISTEN_FDS: '1' }, 42, 'http')).toEqual([]);
});
