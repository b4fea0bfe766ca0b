import { expect, test } from 'vitest';
import {
  confirmLead,
  endStoppedPollers,
  enter,
  listMembers,
  processName,
  tryToLead,
} from '../../src/cluster/members.ts';
import type { Query } from '../../src/cluster/ports.ts';

type Rows = Awaited<ReturnType<Query>>;

/** Answers questions in turn, and keeps what was asked. */
const answering = (...answers: readonly Rows[]) => {
  const asked: { readonly sql: string; readonly values: readonly unknown[] }[] = [];
  const query: Query = async (sql, values = []) => {
    asked.push({ sql, values });
    return answers[asked.length - 1] ?? [];
  };
  return { query, asked };
};

test('a process is known by its role, config, machine and number, in 63 bytes', () => {
  expect(processName('poll', 'abc123', { host: 'box-1.local', pid: 42 })).toBe(
    'kawaraban poll abc123 box-1.local:42',
  );
  expect(processName('all', 'abc123', { host: 'my box/日本', pid: 7 })).toBe('kawaraban all abc123 mybox:7');
  const long = processName('publish', 'abc123', { host: 'x'.repeat(99), pid: 12_345 });
  expect(long).toHaveLength(63);
  expect(long).toMatch(/^kawaraban publish abc123 x+:12345$/);
});

test('the members are the processes with a name of ours, and other sessions are none', async () => {
  const row = (name: string, leads = false) => ({ name, leads, since: '1000.4', seen: 2000 });
  const { query, asked } = answering([
    row('kawaraban publish abc123 one:1', true),
    row('kawaraban poll abc124 two:2'),
    row('kawaraban all abc123 one:3'),
    row('kawaraban asks abc123 one:4'),
    row('kawaraban poll abc123'),
    row('psql'),
  ]);
  const members = await listMembers(query, 'SELECT 1');
  expect(asked[0]?.sql).toContain('pid IN (SELECT 1) AS leads');
  expect(asked[0]?.sql).toContain(`classid = ${0x6d656d62}`);
  expect(members.map(({ role, config, place, isLeader }) => [role, config, place, isLeader])).toEqual([
    ['publish', 'abc123', 'one:1', true],
    ['poll', 'abc124', 'two:2', false],
    ['all', 'abc123', 'one:3', false],
  ]);
  expect(members[0]?.since.epochMilliseconds).toBe(1000);
  expect(members[0]?.lastSeenAt.epochMilliseconds).toBe(2000);
});

test('a session enters, and ends those that poll and were silent for half a minute', async () => {
  const { query, asked } = answering();
  await enter(query);
  await endStoppedPollers(query);
  expect(asked.map(({ sql }) => sql.split('(')[0]?.trim())).toEqual([
    'SELECT pg_advisory_lock_shared',
    'SELECT pg_terminate_backend',
  ]);
  expect(asked[1]?.values).toEqual(['^kawaraban (poll|asks) ', 30]);
  expect(asked[0]?.values).toEqual([0x6d656d62]);
  expect(asked[1]?.sql).toContain(`classid = ${0x6d656d62}`);
});

test('a question that the database refuses is a failure', async () => {
  const refused = async (): Promise<never> => Promise.reject(new Error('refused'));
  for (const ask of [enter, endStoppedPollers, tryToLead, confirmLead])
    await expect(ask(refused)).rejects.toThrow('refused');
});

test('the first to take the lock leads; a leader that was silent for five seconds is deposed with its store', async () => {
  expect(await tryToLead(answering([{ leads: true }]).query)).toBe(true);
  const busy = answering([{ leads: false }], []);
  expect(await tryToLead(busy.query)).toBe(false);
  expect(busy.asked).toHaveLength(2);
  expect(busy.asked[0]?.values).toEqual([0x6c656164]);
  expect(busy.asked[1]?.values).toEqual([5]);
  expect(busy.asked[1]?.sql).toContain(`classid = ${0x6c656164}`);
  const silent = answering([{ leads: false }], [{ pid: 77, name: 'kawaraban publish abc123 one:1' }]);
  expect(await tryToLead(silent.query)).toBe(false);
  expect(silent.asked[2]?.sql).toContain('pg_terminate_backend');
  expect(silent.asked[2]?.values).toEqual([77, '^kawaraban, process 1 on one( |$)']);
  const far = answering(
    [{ leads: false }],
    [{ pid: 7, name: `kawaraban publish abc123 ${'x'.repeat(25)}:1` }],
  );
  await tryToLead(far.query);
  expect(far.asked[2]?.values).toEqual([7, `^kawaraban, process 1 on ${'x'.repeat(24)}`]);
});

test('the sessions of a process on another machine, whose name begins alike, are not ended', async () => {
  const ended = async (leader: string): Promise<RegExp> => {
    const { query, asked } = answering(
      [{ leads: false }],
      [{ pid: 7, name: `kawaraban publish abc123 ${leader}` }],
    );
    await tryToLead(query);
    return new RegExp(String(asked[2]?.values[1]));
  };
  const short = await ended('pub1.a:1');
  for (const name of ['kawaraban, process 1 on pub1.a', 'kawaraban, process 1 on pub1.a 0f3c'])
    expect(name).toMatch(short);
  for (const name of [
    'kawaraban, process 1 on pub1.a0',
    'kawaraban, process 1 on pub1xa',
    'kawaraban, process 11 on pub1.a',
  ])
    expect(name).not.toMatch(short);
});

test('a process that was deposed without noticing is told so', async () => {
  const { query, asked } = answering([{ leads: true }]);
  await confirmLead(query);
  expect(asked[0]?.sql).toContain(`classid = ${0x6c656164}`);
  for (const rows of [[{ leads: false }], []])
    await expect(confirmLead(answering(rows).query)).rejects.toThrow(
      'this process does not lead at the moment',
    );
});
