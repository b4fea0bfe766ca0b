import { writeSync } from 'node:fs';
import type { Supervisor } from '../../daemon/ports.ts';
import { errorText } from '../../domain/error-text.ts';

/** Name of the socket in the units: the part after the colon of `OpenFile=`. */
const FILE_NAME = 'notify';

const DIRECTLY = 'and an ExecStart= that runs kawaraban directly, not through npm or another program';

export type SupervisorEnv = NodeJS.ProcessEnv & {
  readonly NOTIFY_SOCKET?: string | undefined;
  /** Time in microseconds within which systemd expects a heartbeat (sd_watchdog_enabled(3)). */
  readonly WATCHDOG_USEC?: string | undefined;
  /** Id of the process that must send the heartbeats; this process if absent. */
  readonly WATCHDOG_PID?: string | undefined;
};

type SupervisorSetup = {
  readonly env: SupervisorEnv;
  readonly pid: number;
  /** Returns CLOCK_MONOTONIC in nanoseconds, like `process.hrtime.bigint()`. */
  readonly monotonicNs: () => bigint;
  /** Called at most once, with the reason, if systemd expects messages but cannot be reached. */
  readonly onTrouble: (reason: string) => void;
  readonly write?: (file: number, text: string) => void;
};

/**
 * Makes a supervisor that sends the messages of sd_notify(3) through a socket that systemd connected and handed over
 * (`OpenFile=`, systemd 253); without that socket, it sends nothing. It never throws, because the service must also work
 * if systemd cannot be reached.
 */
export const createSupervisor = (setup: SupervisorSetup): Supervisor => {
  const { env, pid, monotonicNs, onTrouble, write = writeSync } = setup;
  const [file] = passedFiles(env, pid, FILE_NAME);
  let isTroubleReported = false;
  const reportTrouble = (reason: string): void => {
    if (!isTroubleReported) onTrouble(reason);
    isTroubleReported = true;
  };
  if (file === undefined && env.NOTIFY_SOCKET !== undefined) {
    reportTrouble(
      `systemd expects messages from this service, but has not passed the socket to this process: the unit needs systemd 253 or later, OpenFile=${env.NOTIFY_SOCKET}:${FILE_NAME}, ${DIRECTLY}`,
    );
  }
  const send = (...lines: readonly string[]): void => {
    if (file === undefined) return;
    try {
      write(file, lines.join('\n'));
    } catch (error) {
      reportTrouble(errorText(error));
    }
  };
  const watchdogMs = watchdogOf(env, pid);
  return {
    ready: (status) => send('READY=1', statusLine(status)),
    // `Type=notify-reload` needs the moment at which the reload began (sd_notify(3)).
    reloading: () => send('RELOADING=1', `MONOTONIC_USEC=${monotonicNs() / 1000n}`),
    stopping: (status) => send('STOPPING=1', statusLine(status)),
    status: (status) => send(statusLine(status)),
    alive: () => send('WATCHDOG=1'),
    ...(watchdogMs === undefined || file === undefined ? {} : { watchdogMs }),
  };
};

/** Returns the `STATUS=` line for a status; line ends and control characters in the status become spaces. */
const statusLine = (status: string): string => `STATUS=${status.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}`;

const watchdogOf = ({ WATCHDOG_USEC, WATCHDOG_PID }: SupervisorEnv, pid: number): number | undefined => {
  if (WATCHDOG_PID !== undefined && WATCHDOG_PID !== String(pid)) return undefined;
  const ms = Number(WATCHDOG_USEC) / 1000;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
};

/** Number of the first file that is handed over; 0 to 2 are the standard streams. */
const FIRST = 3;

/**
 * Returns the numbers of the open files that systemd handed to this process under a name, in systemd's order. The name
 * is the `FileDescriptorName=` of a socket unit, or the part after the colon of `OpenFile=`. Empty if the variables of
 * sd_listen_fds_with_names(3) belong to another process or are absent.
 */
export const passedFiles = (env: NodeJS.ProcessEnv, pid: number, name: string): readonly number[] => {
  if (env.LISTEN_PID !== String(pid)) return [];
  const names = env.LISTEN_FDNAMES?.split(':') ?? [];
  return names
    .slice(0, Number(env.LISTEN_FDS))
    .flatMap((own, index) => (own === name ? [FIRST + index] : []));
};
