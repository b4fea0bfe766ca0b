/** Milliseconds for what runs at the end of a process, such as the cache of compiled code. */
const GRACE_MS = 200;

/** The name that `process.getActiveResourcesInfo` gives to a name look-up. */
const LOOK_UP = 'GetAddrInfoReqWrap';

/** Standard output on a terminal or in a pipe is listed, too; it is written at once (on POSIX), so that nothing waits. */
const OUTPUT: readonly string[] = ['TTYWrap', 'PipeWrap'];

/**
 * Ends the process with its `exitCode` if only name look-ups keep it alive. A look-up cannot be cancelled: Node, and
 * `process.exit` too, waits for the system's resolver, which takes seconds to give up. So the process replaces itself by a
 * program that only returns the status. All output must have been written before.
 */
export const endDespiteLookUps = (): void => {
  const end = (): void => {
    const keeping = process.getActiveResourcesInfo().filter((name) => !OUTPUT.includes(name));
    if (keeping.length === 0 || keeping.some((name) => name !== LOOK_UP)) return;
    process.execve?.('/bin/sh', ['sh', '-c', `exit ${Number(process.exitCode ?? 0)}`], {});
  };
  setInterval(end, GRACE_MS).unref();
};

/** Ends the process quietly when the reader of a pipe has gone (`| head`), which is not a failure. */
export const endWithReader = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
};
