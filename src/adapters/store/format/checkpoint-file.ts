import { z } from 'zod';
import type { SourceState } from '../../../domain/source/source-state.ts';
import type { Format } from './format.ts';
import { readState } from './state-schema.ts';
import { checkFile, FORMAT_VERSION } from './version.ts';

const names = z.array(z.string().regex(/^(stories|drops|states|removed)\/[a-z0-9-]+\.\d{8}\.json$/));

const list = z.object({
  version: z.literal(FORMAT_VERSION),
  /** The first journal whose lines are not in the partitions. */
  journal: z.int().nonnegative(),
  /** Number of the next file to be made. */
  next: z.int().nonnegative(),
  /** How many stories there are, roughly: memory is laid out for them at start. */
  count: z.int().nonnegative(),
  stories: names,
  drops: names,
  states: names,
  removed: names,
  /** Files that the checkpoint before this one still needed; the next one deletes them. */
  superseded: names,
});

/** `checkpoint.json`: which files make up the store. A file that it does not name does not count. */
export type FileList = z.infer<typeof list>;

const toBytes = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
const fromBytes = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));

export const fileList: Format<FileList> = {
  parse: (bytes) => checkFile(list, fromBytes(bytes)),
  stringify: (files) => Buffer.from(`${JSON.stringify(files, null, 1)}\n`),
};

export const NO_FILES: FileList = {
  version: FORMAT_VERSION,
  journal: 0,
  next: 1,
  count: 0,
  stories: [],
  drops: [],
  states: [],
  removed: [],
  superseded: [],
};

const states = z.object({ version: z.literal(FORMAT_VERSION), states: z.array(z.unknown()) });

/** `states/*.json`: what is remembered of some of the sources. */
export const statesFile: Format<readonly SourceState[]> = {
  parse: (bytes) => checkFile(states, fromBytes(bytes)).states.map(readState),
  stringify: (all) => toBytes({ version: FORMAT_VERSION, states: all }),
};

const removed = z.object({ version: z.literal(FORMAT_VERSION), keys: z.string().regex(/^([0-9a-f]{16})*$/) });

/** `removed/*.json`: the tombstones, 16 hex digits of the SHA-256 of a key, one behind the other. */
export const removedFile: Format<string> = {
  parse: (bytes) => checkFile(removed, fromBytes(bytes)).keys,
  stringify: (keys) => toBytes({ version: FORMAT_VERSION, keys }),
};
