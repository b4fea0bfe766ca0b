import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A machine of its own, made of name spaces, with a real systemd as its first process. */
export type Host = {
  /** Runs a shell command there as root; rejects with what it printed where its status is not 0. */
  readonly run: (command: string) => Promise<string>;
  /** As `run`, and resolves whatever the status. */
  readonly attempt: (command: string) => Promise<{ readonly status: number; readonly output: string }>;
  readonly write: (file: string, text: string) => Promise<void>;
  /** Resolves when the command's status is 0; rejects with its last output after so many milliseconds of waiting. */
  readonly until: (command: string, withinMs?: number) => Promise<void>;
  readonly powerOff: () => Promise<void>;
};

const BOOT_MS = 60_000;
const POWER_OFF_MS = 10_000;

/** Each look starts a process or two. */
const LOOK_EVERY_MS = 150;

/** SIGRTMIN+4: systemd powers off (systemd(1)). */
const POWER_OFF = 38;

const ENV =
  'PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 SYSTEMD_PAGER= SYSTEMD_COLORS=0';

/** Why no host can be booted on this machine; undefined where one can. */
export const whyNoHost = (): string | undefined => {
  if (process.getuid?.() !== 0) return 'it takes root';
  if (!existsSync('/lib/systemd/systemd')) return 'systemd is not installed; apt-get install systemd dbus';
  if (cgroupRoot() === undefined) return 'no cgroup v2 is mounted';
  const { status } = spawnSync('unshare', ['--pid', '--mount', '--net', '--cgroup', '--fork', 'true']);
  return status === 0 ? undefined : 'this machine allows no new name spaces';
};

const cgroupRoot = (): string | undefined =>
  readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, , type]) => type === 'cgroup2')?.[1];

/** Boots a host that sees these folders of this machine, read only: `/here:/there`. */
export const bootHost = async (shared: readonly string[]): Promise<Host> => {
  const cgroup = path.join(cgroupRoot() ?? '', `kawaraban-host-${process.pid}`);
  mkdirSync(cgroup);
  const spaces = ['--pid', '--mount', '--uts', '--ipc', '--net', '--cgroup', '--fork', '--kill-child'];
  const maker = path.join(import.meta.dirname, 'make-host.sh');
  const outer = spawn(
    'sh',
    ['-c', 'echo $$ >"$0/cgroup.procs" && exec unshare "$@"', cgroup, ...spaces, 'bash', maker, ...shared],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  // Whatever ends the tests ends the host.
  const kill = (): void => void outer.kill('SIGKILL');
  process.once('exit', kill);
  let said = '';
  outer.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const pid = await firstProcess(outer);
  const attempt: Host['attempt'] = (command) =>
    new Promise((resolve) => {
      // A cgroup of its own beside systemd's: in `init.scope` it would be taken for a part of systemd.
      const script = `mkdir -p ${cgroup}/commands && echo $$ >${cgroup}/commands/cgroup.procs
        exec nsenter -t ${pid} -a env -i ${ENV} sh -c "$0" 2>&1`;
      execFile('sh', ['-c', script, command], { maxBuffer: 1 << 26 }, (error, output) =>
        resolve({ status: error === null ? 0 : Number(error.code ?? 1), output }),
      );
    });
  const run: Host['run'] = async (command) => {
    const { status, output } = await attempt(command);
    if (status !== 0) throw new Error(`${command}\nended with ${status}: ${output}`);
    return output;
  };
  // Looking again and again within one shell spares the processes that lead into the host.
  const until: Host['until'] = async (command, withinMs = BOOT_MS) => {
    const looks = Math.ceil(withinMs / LOOK_EVERY_MS);
    const { status, output } = await attempt(`look() { ${command}\n}
      for look in $(seq ${looks}); do said=$(look 2>&1) && exit 0; sleep ${LOOK_EVERY_MS / 1000}; done
      echo "$said"; exit 1`);
    if (status !== 0) throw new Error(`not within ${looks} looks: ${command}\n${output}`);
  };
  try {
    await comesUp(attempt);
  } catch (error) {
    throw new Error(`the host does not come up: ${said}`, { cause: error });
  }
  return {
    run,
    attempt,
    until,
    write: async (file, text) => {
      const encoded = Buffer.from(text).toString('base64');
      await run(`mkdir -p "$(dirname ${file})" && echo ${encoded} | base64 -d >${file}`);
    },
    powerOff: async () => {
      const ended = once(outer, 'exit');
      process.kill(pid, POWER_OFF);
      // Cleared in time: soon after its end the number may be another process's.
      const patience = setTimeout(() => process.kill(pid, 'SIGKILL'), POWER_OFF_MS);
      await ended;
      clearTimeout(patience);
      removeCgroup(cgroup);
      process.off('exit', kill);
    },
  };
};

/** Each look leads into the host anew: until systemd runs, its root is still being made. */
const comesUp = async (attempt: Host['attempt']): Promise<void> => {
  const end = Date.now() + BOOT_MS;
  for (;;) {
    const { status, output } = await attempt('systemctl is-system-running | grep -E "running|degraded"');
    if (status === 0) return;
    if (Date.now() > end) throw new Error(`not within ${BOOT_MS} ms: ${output}`);
    await sleep(LOOK_EVERY_MS);
  }
};

/** The process that becomes systemd: the one child of unshare. */
const firstProcess = async (outer: ChildProcess): Promise<number> => {
  for (let look = 0; look < 200; look += 1) {
    await sleep(LOOK_EVERY_MS);
    const children = `/proc/${outer.pid}/task/${outer.pid}/children`;
    const child = existsSync(children) ? Number.parseInt(readFileSync(children, 'utf8'), 10) : 0;
    if (child > 0) return child;
  }
  throw new Error('unshare has started nothing');
};

const removeCgroup = (folder: string): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeCgroup(path.join(folder, entry.name));
  }
  rmdirSync(folder);
};
