import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { answerCommands, type RequestHandler } from '../../../src/daemon/control/answer-commands.ts';
import { type AskOptions, askDaemon, type DaemonReply } from '../../../src/daemon/control/ask-daemon.ts';
import type { Output } from '../../../src/daemon/control/output.ts';
import type { CommandRequest } from '../../../src/daemon/control/read-request.ts';

export const COMPACT: CommandRequest = { kind: 'compact' };

type Logged = Readonly<Record<string, unknown>> & { readonly event: string };

/** The part of a daemon that answers commands, in a folder that is gone when the test ends. */
export const useControl = () => {
  let folder = '';
  const stops: (() => Promise<void>)[] = [];
  const logged: Logged[] = [];
  const note = (event: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    logged.push({ ...fields, event });
  };
  const log = { debug: note, info: note, warn: note, error: note };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'control-'));
  });
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
    await rm(folder, { recursive: true });
    logged.splice(0);
  });

  const serve = async (act: RequestHandler, at = folder): Promise<{ readonly stop: () => Promise<void> }> => {
    const answering = await answerCommands({ folder: at, log, act });
    stops.push(answering.stop);
    return answering;
  };

  /** A command that asks, with what it heard. */
  const ask = (
    rest: Partial<AskOptions> = {},
  ): { readonly heard: readonly Output[]; readonly asked: Promise<DaemonReply> } => {
    const heard: Output[] = [];
    const asked = askDaemon({
      folder,
      config: '/etc/kawaraban',
      request: COMPACT,
      emit: (output) => heard.push(output),
      signal: new AbortController().signal,
      ...rest,
    });
    return { heard, asked };
  };

  return { serve, ask, logged, folder: () => folder, socket: () => join(folder, 'control.sock') };
};
