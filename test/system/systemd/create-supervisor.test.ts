import { expect, test } from 'vitest';
import { createSupervisor, type SupervisorEnv } from '../../../src/system/systemd/create-supervisor.ts';

const ENV: SupervisorEnv = {
  LISTEN_PID: '42',
  LISTEN_FDS: '1',
  LISTEN_FDNAMES: 'notify',
  NOTIFY_SOCKET: '/run/systemd/notify',
  WATCHDOG_USEC: '30000000',
  WATCHDOG_PID: '42',
};

const supervised = (env: SupervisorEnv, failure?: Error) => {
  const sent: (readonly [number, string])[] = [];
  const troubles: string[] = [];
  const supervisor = createSupervisor({
    env,
    pid: 42,
    monotonicNs: () => 1_234_567_890n,
    onTrouble: (reason) => troubles.push(reason),
    write: (file, text) => {
      if (failure !== undefined) throw failure;
      sent.push([file, text]);
    },
  });
  return { supervisor, sent, troubles };
};

test('each piece of news is one message in the protocol of sd_notify', () => {
  const { supervisor, sent } = supervised(ENV);
  supervisor.ready('48 sources');
  supervisor.reloading();
  supervisor.status('49 sources');
  supervisor.alive();
  supervisor.stopping('finishing');
  expect(sent).toEqual([
    [3, 'READY=1\nSTATUS=48 sources'],
    [3, 'RELOADING=1\nMONOTONIC_USEC=1234567'],
    [3, 'STATUS=49 sources'],
    [3, 'WATCHDOG=1'],
    [3, 'STOPPING=1\nSTATUS=finishing'],
  ]);
  expect(supervisor.watchdogMs).toBe(30_000);
});

test('a status cannot smuggle in news of its own', () => {
  const { supervisor, sent } = supervised(ENV);
  supervisor.status('a\nSTOPPING=1\r\u2028b');
  expect(sent).toEqual([[3, 'STATUS=a STOPPING=1 b']]);
});

test('outside systemd nothing is said and nothing watches', () => {
  const { supervisor, sent, troubles } = supervised({ WATCHDOG_USEC: '1000' });
  supervisor.ready('48 sources');
  expect(sent).toEqual([]);
  expect(troubles).toEqual([]);
  expect(supervisor.watchdogMs).toBeUndefined();
});

test("another process's watchdog, or none, asks for no signs of life", () => {
  expect(supervised({ ...ENV, WATCHDOG_PID: '43' }).supervisor.watchdogMs).toBeUndefined();
  for (const WATCHDOG_USEC of [undefined, '0', '-1', 'soon'])
    expect(supervised({ ...ENV, WATCHDOG_USEC }).supervisor.watchdogMs).toBeUndefined();
});

test('a unit that waits for news without handing over its socket is told so', () => {
  const { troubles } = supervised({ NOTIFY_SOCKET: '/run/user/1000/systemd/notify' });
  expect(troubles).toEqual([
    'systemd expects messages from this service, but has not passed the socket to this process: the unit needs systemd 253 or later, OpenFile=/run/user/1000/systemd/notify:notify, and an ExecStart= that runs kawaraban directly, not through npm or another program',
  ]);
});

test('a socket that cannot be written to is told of once, and costs nothing else', () => {
  const { supervisor, troubles } = supervised(ENV, new Error('ECONNREFUSED: nobody there'));
  supervisor.ready('48 sources');
  supervisor.alive();
  expect(troubles).toEqual(['ECONNREFUSED: nobody there']);
});
