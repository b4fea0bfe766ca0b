/** The number of the first file that is handed over; 0 to 2 are the standard streams. */
const FIRST = 3;

/** The variables of sd_listen_fds_with_names(3). */
export type PassedEnv = {
  readonly LISTEN_PID?: string | undefined;
  readonly LISTEN_FDS?: string | undefined;
  readonly LISTEN_FDNAMES?: string | undefined;
};

/**
 * Numbers of the open files of one name that systemd handed to this very process (`FileDescriptorName=` of a socket
 * unit, the part after the colon of `OpenFile=`), in its order. Empty where the variables belong to another process or
 * cannot be read.
 */
export const passedFiles = (env: PassedEnv, pid: number, name: string): readonly number[] => {
  const count = Number(env.LISTEN_FDS);
  if (env.LISTEN_PID !== String(pid) || !Number.isSafeInteger(count)) return [];
  const names = env.LISTEN_FDNAMES?.split(':') ?? [];
  return names.slice(0, count).flatMap((own, index) => (own === name ? [FIRST + index] : []));
};
