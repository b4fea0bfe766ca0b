import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Config } from '../../src/domain/config.ts';
import { isValidSchedule } from '../../src/system/schedule/create-schedule.ts';
import { good } from './broken.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const GOOD: Files = {
  'sources.yaml': good,
  'topics.yaml': 'topics:\n  - { key: earnings, label: { en: Earnings, ja: 決算 }, cues: {} }\n',
};

/** A config folder of its own that is gone after the test. */
export const makeFolder = async (files: Files): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'kawaraban-config-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
};

export const load = (folder: string, env: Readonly<Record<string, string>> = {}) =>
  loadConfig(folder, { env, validateSchedule: isValidSchedule });

/** What is said of a folder with these files, the others being right; `file:line:column: message` each. */
export const problemsWith = async (
  files: Files,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> => problemsOf(await makeFolder({ ...GOOD, ...files }), env);

export const problemsOf = async (
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> => {
  const result = await load(folder, env);
  if (result.kind === 'loaded') return [];
  return result.problems.map(
    ({ file, line, column, message }) => `${file.slice(folder.length + 1)}:${line}:${column}: ${message}`,
  );
};

/** The config of a folder with these files, which must be right. */
export const configWith = async (
  files: Files,
  env: Readonly<Record<string, string>> = {},
): Promise<Config> => {
  const result = await load(await makeFolder({ ...GOOD, ...files }), env);
  if (result.kind === 'loaded') return result.config;
  throw new Error(JSON.stringify(result.problems));
};

export const makeSubfolder = (folder: string, name: string): Promise<unknown> => mkdir(join(folder, name));
