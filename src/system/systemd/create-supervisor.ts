import { writeSync } from 'node:fs';
import type { Supervisor } from '../../daemon/ports.ts';
import { errorText } from '../../domain/error-text.ts';
import { type PassedEnv, passedFiles } from './passed-files.ts';

/** What the unit calls the file of `OpenFile=/run/systemd/notify:notify`. */
const FILE_NAME = 'notify';

export type SupervisorEnv = PassedEnv & {
  readonly NOTIFY_SOCKET?: string | undefined;
  /** How long the service may be silent, in microseconds, and which process is meant (sd_watchdog_enabled(3)). */
  readonly WATCHDOG_USEC?: string | undefined;
  readonly WATCHDOG_PID?: string | undefined;
};

type SupervisorParts = {
  readonly env: SupervisorEnv;
  readonly pid: number;
  /** CLOCK_MONOTONIC in nanoseconds, as `process.hrtime.bigint()` gives it. */
  readonly monotonicNs: () => bigint;
  /** Told in words, once, when systemd cannot be spoken to although it waits. */
  readonly onTrouble: (reason: string) => void;
  readonly write?: (file: number, text: string) => void;
};

/**
 * Speaks the protocol of sd_notify(3) through a datagram socket that systemd itself connected and handed over
 * (`OpenFile=`, systemd 253): one write is one message from the main process, so that no native code and no child
 * process is needed. Elsewhere it is silent. It never throws: a service works on though nobody listens.
 */
export const createSupervisor = ({
  env,
  pid,
  monotonicNs,
  onTrouble,
  write = writeSync,
}: SupervisorParts): Supervisor => {
  const [file] = passedFiles(env, pid, FILE_NAME);
  let isTroubleTold = false;
  const tellTrouble = (reason: string): void => {
    if (!isTroubleTold) onTrouble(reason);
    isTroubleTold = true;
  };
  if (file === undefined && env.NOTIFY_SOCKET !== undefined) {
    tellTrouble(
      'systemd waits for news of this service, and the unit lacks OpenFile=/run/systemd/notify:notify',
    );
  }
  const send = (...lines: readonly string[]): void => {
    if (file === undefined) return;
    try {
      write(file, lines.join('\n'));
    } catch (error) {
      tellTrouble(errorText(error));
    }
  };
  const watchdogMs = watchdogOf(env, pid);
  return {
    ready: (status) => send('READY=1', statusLine(status)),
    // systemd takes the answer to a reload only with the moment at which it began.
    reloading: () => send('RELOADING=1', `MONOTONIC_USEC=${monotonicNs() / 1000n}`),
    stopping: (status) => send('STOPPING=1', statusLine(status)),
    status: (status) => send(statusLine(status)),
    alive: () => send('WATCHDOG=1'),
    ...(watchdogMs === undefined || file === undefined ? {} : { watchdogMs }),
  };
};

/** A message is lines: a status must stay on its own. */
const statusLine = (status: string): string => `STATUS=${status.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}`;

const watchdogOf = ({ WATCHDOG_USEC, WATCHDOG_PID }: SupervisorEnv, pid: number): number | undefined => {
  if (WATCHDOG_PID !== undefined && WATCHDOG_PID !== String(pid)) return undefined;
  const ms = Number(WATCHDOG_USEC) / 1000;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
};
