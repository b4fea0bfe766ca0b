import { expect, test } from 'vitest';
import {
  type InstallationProcess,
  installationProblems,
} from '../../../../src/domain/source/health/installation.ts';
import { NOON } from '../../../make.ts';

const processOf = (id: string, rest: Partial<InstallationProcess> = {}): InstallationProcess => ({
  id,
  role: 'poll',
  isLeader: false,
  isThis: false,
  config: 'abc',
  since: NOON,
  lastSeenAt: NOON,
  ...rest,
});

const leader = processOf('lead', { role: 'publish', isLeader: true });

test('a leader and a process that polls, with one config, are all that it takes', () => {
  expect(installationProblems({ processes: [leader, processOf('one')] })).toEqual([]);
  expect(installationProblems({ processes: [{ ...leader, role: 'all' }] })).toEqual([]);
});

test('the processes that have another config than the leader are named', () => {
  const others = [processOf('one', { config: 'x' }), processOf('two', { config: 'y' }), processOf('three')];
  expect(installationProblems({ processes: [leader, ...others] })).toEqual([
    'These processes have another config than the process that leads: poll one, poll two. Give all processes the same files.',
  ]);
});

test('what is missing is said, with what to do', () => {
  expect(installationProblems({ processes: [leader] })).toEqual([
    'No process polls: start one with --role poll; if such a process runs, look at its log.',
  ]);
  expect(installationProblems({ processes: [processOf('one')] })).toEqual([
    'No process leads, so no articles are taken in: if this continues, look at the logs of the processes with role publish or all.',
  ]);
});
