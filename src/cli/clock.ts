import type { Folders } from './folders.ts';
import { handOver } from './hand-over.ts';
import type { ExitStatus } from './terminal.ts';

/** Confirms to the running daemon that this machine's clock is right; 1 where none runs. */
export const clock = (folders: Folders): Promise<ExitStatus> => handOver(folders, { kind: 'clock' });
