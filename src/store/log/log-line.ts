import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { StoreChange } from '../../domain/store/contract.ts';

/** Version of the format of log lines and documents. */
export const VERSION = 1;

/** Thrown for a line or document of a later version of the format; its file must stay unchanged. */
export class NewerFormat extends Error {
  constructor(version: number) {
    super(
      `it has version ${version} of the store's format, and this Kawaraban reads version ${VERSION}: start the newer Kawaraban`,
    );
  }
}

export type Commit = Pick<StoreChange, 'stories' | 'drops' | 'states'> & {
  /**
   * Number of the commit, from 1. If several commits have the same story, or the state of the same source, the highest
   * number counts.
   */
  readonly seq: number;
  readonly at: Temporal.Instant;
  readonly removed: Removal;
};

/** The ids of removed stories, and the hashes of identity keys that are kept as tombstones. */
type Removal = { readonly stories: readonly string[]; readonly keys: readonly string[] };

/** The position of a record: offset in the line or in the file, and length, in bytes. `crc` covers only the record. */
export type Span = { readonly offset: number; readonly length: number; readonly crc: number };

const KINDS = ['stories', 'drops', 'states'] as const;

type Kind = (typeof KINDS)[number];

export type Spans = Readonly<Record<Kind, readonly Span[]>>;

/** Length of `{"crc":"0123abcd"` in bytes; the checksum covers the rest of the line without its line feed. */
export const HEAD_LENGTH = 17;

/** Returns a commit as a line with its line feed; `spans` are the positions of its records in the line. */
export const writeLine = (commit: Commit): { readonly bytes: Buffer; readonly spans: Spans } =>
  writeRecords(commit, {
    stories: commit.stories.map((story) => JSON.stringify(story)),
    drops: commit.drops.map((drop) => JSON.stringify(drop)),
    states: commit.states.map((state) => JSON.stringify(state)),
  });

/** Returns a line of records that are already JSON. */
export const writeRecords = (
  { seq, at, removed }: Pick<Commit, 'seq' | 'at' | 'removed'>,
  records: Readonly<Record<Kind, readonly string[]>>,
): { readonly bytes: Buffer; readonly spans: Spans } => {
  const sizesOf = (kind: Kind): readonly number[] => records[kind].map((text) => Buffer.byteLength(text));
  const sizes = { stories: sizesOf('stories'), drops: sizesOf('drops'), states: sizesOf('states') };
  const lists = KINDS.map((kind) => `"${kind}":[${records[kind].join(',')}]`).join(',');
  const envelope = `,"version":${VERSION},"seq":${seq},"at":"${at.toString()}","sizes":${JSON.stringify(sizes)}`;
  const rest = Buffer.from(`${envelope},${lists},"removed":${JSON.stringify(removed)}}`);
  const bytes = Buffer.concat([Buffer.from(`{"crc":"${hex(crc32(rest))}"`), rest, Buffer.from('\n')]);
  return { bytes, spans: spansOf(bytes, sizes) };
};

type Sizes = Readonly<Record<Kind, readonly number[]>>;

const hex = (crc: number): string => crc.toString(16).padStart(8, '0');

/**
 * Returns the positions of a line's records. Their lists begin at the first `},"stories":[`, in the order of `KINDS`.
 */
const spansOf = (line: Buffer, sizes: Sizes): Spans => {
  let at = line.indexOf('},"stories":[') + '},'.length;
  const spans = KINDS.map((kind): readonly [Kind, readonly Span[]] => {
    at += `"${kind}":[`.length;
    const found = sizes[kind].map((length, n) => {
      const offset = n === 0 ? at : at + 1;
      at = offset + length;
      return { offset, length, crc: crc32(line.subarray(offset, at)) };
    });
    at += '],'.length;
    return [kind, found];
  });
  return Object.fromEntries(spans) as Record<Kind, readonly Span[]>;
};

const sizes = z.array(z.int().positive());

const envelope = z.object({
  version: z.literal(VERSION),
  seq: z.int().positive(),
  at: z.string().transform((text) => Temporal.Instant.from(text)),
  sizes: z.object({ stories: sizes, drops: sizes, states: sizes }),
  stories: z.array(z.unknown()),
  drops: z.array(z.unknown()),
  states: z.array(z.unknown()),
  removed: z.object({ stories: z.array(z.string()), keys: z.array(z.string()) }),
});

/** A valid line whose records have not been checked. */
export type Line = { readonly commit: z.output<typeof envelope>; readonly spans: Spans };

/** Reads a line without its line feed; throws if the line is torn, altered, of a later version or not of the log. */
export const readLine = (bytes: Buffer): Line => {
  const checksum = hex(crc32(bytes.subarray(HEAD_LENGTH)));
  if (bytes.toString('latin1', 0, HEAD_LENGTH) !== `{"crc":"${checksum}"`)
    throw new Error('its checksum is wrong');
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  const { version } = z.looseObject({ version: z.number() }).parse(value);
  if (version > VERSION) throw new NewerFormat(version);
  const commit = envelope.parse(value);
  for (const kind of KINDS)
    if (commit[kind].length !== commit.sizes[kind].length)
      throw new Error(
        `it has a wrong number of ${kind} (${commit[kind].length} instead of ${commit.sizes[kind].length}): another program changed it`,
      );
  return { commit, spans: spansOf(bytes, commit.sizes) };
};

/** Returns the first bytes of a line. They contain its checksum, which identifies the line. */
export const headOf = (bytes: Buffer): string => bytes.toString('latin1', 0, HEAD_LENGTH);
