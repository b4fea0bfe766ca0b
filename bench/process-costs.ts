import { readdirSync, readFileSync } from 'node:fs';

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** Returns the processor time of this process so far, in milliseconds. */
export const processMs = (): number => milliseconds(process.cpuUsage());

/** Returns the processor time of the main thread of this process so far, in milliseconds. */
export const threadMs = (): number => milliseconds(process.threadCpuUsage());

/** Number of the kernel's clock ticks in a second (`getconf CLK_TCK`). */
const TICKS = 100;

/** Returns the fields of a running process from its state on (proc_pid_stat(5), field 3). */
const fieldsOf = (pid: number): readonly string[] =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');

/** Returns the processor time of a running process in seconds, with or without its ended and awaited child processes. */
export const cpuSecondsOf = (pid: number, withChildren = false): number =>
  fieldsOf(pid)
    .slice(11, withChildren ? 15 : 13)
    .reduce((sum, field) => sum + Number(field), 0) / TICKS;

/** Returns the peak of the resident memory of a running process, in KiB. */
export const peakKibibytesOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

/** Returns the processor time of the PostgreSQL server of a test's database, in seconds. */
export const postgresSecondsOf = (url: string): number => {
  const folder = /host=([^&]*)/.exec(url)?.[1];
  const postmaster = Number(readFileSync(`${folder}/data/postmaster.pid`, 'utf8').split('\n')[0]);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return fieldsOf(pid)[1] === String(postmaster);
      } catch {
        return false;
      }
    });
  return children.reduce((sum, pid) => sum + cpuSecondsOf(pid), cpuSecondsOf(postmaster, true));
};
