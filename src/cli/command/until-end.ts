import { whyNoServer } from '../../daemon/start-server.ts';
import type { Config } from '../../domain/config.ts';
import { complain, EXIT, type ExitStatus } from '../terminal.ts';

/** Runs work to its end. After a failure, prints the reason and returns exit status 1. */
export const untilEnd = async ({ server }: Config, work: () => Promise<void>): Promise<ExitStatus> => {
  try {
    await work();
    return EXIT.done;
  } catch (error) {
    complain(whyNoServer(error, server));
    return EXIT.failed;
  }
};
