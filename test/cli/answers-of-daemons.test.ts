import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { whyNot } from '../../src/cli/hand-over.ts';
import type { CommandRequest } from '../../src/daemon/control/read-request.ts';
import { runHere } from '../support/run-here.ts';

let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-answers-'));
  data = path.join(folder, 'data');
  await mkdir(data);
});
afterEach(() => rm(folder, { recursive: true }));

/** Answers commands as a daemon does, or as one that is broken; what they asked is noted. */
const answer = async (how: (response: ServerResponse) => void): Promise<readonly CommandRequest[]> => {
  const asked: CommandRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push(JSON.parse(body).request);
      how(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(path.join(data, 'control.sock'), resolve));
  onTestFinished(() => void server.close());
  return asked;
};
const end = (outcome: string) => (response: ServerResponse) =>
  void response.end(
    `{"kind":"result","text":"a result"}\n{"kind":"problem","text":"a problem"}\n{"kind":"ended","outcome":"${outcome}"}\n`,
  );

const run = (...words: readonly string[]) =>
  runHere(...words, '--config', path.join(folder, 'none'), '--data', data);

test.each<[words: string, asked: CommandRequest]>([
  ['poll', { kind: 'poll', sources: [], all: false, json: false }],
  ['poll nhk jiji --all --json', { kind: 'poll', sources: ['nhk', 'jiji'], all: true, json: true }],
  ['add https://news.example/', { kind: 'add', address: 'https://news.example/', json: false }],
  ['add news.example --json', { kind: 'add', address: 'news.example', json: true }],
  ['why abc', { kind: 'why', item: 'abc', json: false }],
  ['why abc --json', { kind: 'why', item: 'abc', json: true }],
  ['clock', { kind: 'clock' }],
  ['store compact', { kind: 'compact' }],
  ['replay --apply', { kind: 'replay', verbose: false, json: false }],
  ['replay --apply --verbose --json', { kind: 'replay', verbose: true, json: true }],
])('%s asks the daemon for just that', async (words, request) => {
  const asked = await answer(end('done'));
  expect(await run(...words.split(' '))).toEqual({ status: 0, out: 'a result\n', err: 'a problem\n' });
  expect(asked).toEqual([request]);
});

test.each([
  ['failed', 1],
  ['usage', 2],
  ['config', 78],
])('a command whose work ends as %s has status %i', async (outcome, status) => {
  await answer(end(outcome));
  expect((await run('poll')).status).toBe(status);
});

test('what the daemon declines, the command does itself', async () => {
  await answer(end('declined'));
  const { status, err } = await run('poll');
  expect(status).toBe(78);
  expect(err).toContain(`${path.join(folder, 'none')}`);
});

test.each<[what: string, how: (response: ServerResponse) => void, says: string]>([
  [
    'breaks off',
    (response) => void response.write('{"kind":"progress","done":1,"total":2}\n', () => response.destroy()),
    "accepted the request, but its answer ended early. The finished part of the work is kept. Look at the daemon's log, then run the command again.",
  ],
  [
    'is an error',
    (response) => void response.writeHead(503).end(),
    'gave no usable answer: it answered with HTTP status 503. Run the command and the daemon from one version of Kawaraban, and restart the daemon after an upgrade; if this does not help, look at its log.',
  ],
  [
    'is of a later version',
    (response) => void response.end('{"kind":"picture"}\n'),
    'gave no usable answer: its answer is in a format that this version of the command cannot read. Run the command and the daemon from one version of Kawaraban, and restart the daemon after an upgrade; if this does not help, look at its log.',
  ],
])('an answer that %s is said with what to do', async (_, how, says) => {
  await answer(how);
  expect(await run('poll')).toEqual({ status: 1, out: '', err: `The daemon of ${data} ${says}\n` });
});

test.each([
  [
    'forbidden',
    /cannot be asked.* may not use its folder or socket\. Run the command as the user that runs the daemon\./,
  ],
  ['unheard', /does not answer.*restart the daemon/],
  ['withdrawn', /What it finishes before it stops is kept; run the command again for the rest/],
] as const)('where a daemon was %s, it is said', (kind, says) => {
  expect(whyNot({ kind }, { kind: 'replay', verbose: false, json: false })).toMatch(says);
});

test('after Ctrl-C, store compact says that the daemon goes on', () => {
  expect(whyNot({ kind: 'withdrawn' }, { kind: 'compact' })).toBe(
    'does not interrupt `store compact`: if the work has begun, it goes on to its end, which the log reports as `request.ended`.',
  );
});

test('without a daemon no clock can be confirmed, and it is said where to look', async () => {
  expect(await run('clock')).toEqual({
    status: 1,
    out: '',
    err: `No daemon listens on ${data}, so nothing was confirmed. Start the daemon, or wait until it has started; /status then shows whether it doubts the clock. If several processes share a database, run the command on the machine of the one that leads.\n`,
  });
});
