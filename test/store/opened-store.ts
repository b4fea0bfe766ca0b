import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogFields } from '../../src/domain/log.ts';
import type { CopiedStore } from '../../src/domain/store/contract.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { StoreOptions } from '../../src/store/store-context.ts';

export const NOW = Temporal.Instant.from('2026-11-24T03:00:00Z');

export const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A log that remembers its errors. */
export const recordingLog = () => {
  const errors: { readonly event: string; readonly fields: LogFields | undefined }[] = [];
  return {
    errors,
    log: { ...silent, error: (event: string, fields?: LogFields) => errors.push({ event, fields }) },
  };
};

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'store-'));

export const openedStore = async (
  folder: string,
  options: Partial<StoreOptions> = {},
): Promise<CopiedStore> => {
  const result = await openStore({ folder, log: silent, now: () => NOW, ...options });
  if (result.kind !== 'opened') throw new Error(JSON.stringify(result));
  await result.store.whole();
  return result.store;
};
