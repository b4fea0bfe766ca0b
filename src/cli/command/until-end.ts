import { whyNoServer } from '../../daemon/start-server.ts';
import type { Config } from '../../domain/config.ts';
import { complain, EXIT, type ExitStatus } from '../terminal.ts';

/** Runs until the work ends; prints a failure as a sentence, and returns 1 then. */
export const untilEnd = async ({ server }: Config, work: () => Promise<void>): Promise<ExitStatus> => {
  try {
    await work();
    return EXIT.done;
  } catch (error) {
    complain(whyNoServer(error, server));
    return EXIT.failed;
  }
};
