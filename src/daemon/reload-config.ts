import { join } from 'node:path';
import type { Config, ConfigProblem } from '../domain/config.ts';
import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import { readConfig } from './read-config.ts';

type ReloadParts = {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  /** The reload begins, and has ended one way or the other. */
  readonly onBegin: () => void;
  readonly onEnd: () => void;
  /** The config before stays in force; each problem as `file:line:column: what is wrong`. */
  readonly onWrong: (problems: readonly string[]) => void;
  /** Gives what stands against a config that is right in itself: then the one before stays in force. */
  readonly putInForce: (config: Config) => Promise<string | undefined>;
};

export type Reload = {
  readonly begin: () => void;
  /** Resolves when every reading that was begun is in force, or was wrong. */
  readonly settled: () => Promise<void>;
};

/** Reads the config again, one reading after another: an older one never comes in force last. */
export const createReload = (parts: ReloadParts): Reload => {
  const reload = async (): Promise<void> => {
    parts.onBegin();
    try {
      const loaded = await readConfig(parts.folder, parts.env);
      if (loaded.kind === 'loaded') {
        const refused = await parts.putInForce(loaded.config);
        if (refused === undefined) return;
        const place = join(parts.folder, 'kawaraban.yaml');
        parts.log.error('config.wrong', { place, message: refused });
        parts.onWrong([`${place}: ${refused}`]);
        return;
      }
      for (const { message, ...at } of loaded.problems) {
        parts.log.error('config.wrong', { place: placeOf(at), message });
      }
      parts.onWrong(loaded.problems.map(({ message, ...at }) => `${placeOf(at)}: ${message}`));
    } catch (error) {
      parts.log.error('config.reload-failed', { reason: errorText(error) });
    } finally {
      parts.onEnd();
    }
  };
  let last = Promise.resolve();
  return {
    begin: () => {
      last = last.then(reload);
    },
    settled: () => last,
  };
};

const placeOf = ({ file, line, column }: Omit<ConfigProblem, 'message'>): string =>
  `${file}:${line}:${column}`;
