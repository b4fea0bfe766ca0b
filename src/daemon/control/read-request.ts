import { z } from 'zod';
import { errorText } from '../../domain/error-text.ts';
import type { ListedFeed } from '../../domain/source/listed-feed.ts';
import { VERSION } from './output.ts';

/** Maximum size of a request, in bytes: enough for a list of thousands of feeds. */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

const json = z.boolean();

const request = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('poll'),
    sources: z.array(z.string()).readonly(),
    /** If no source is named: true polls all enabled sources, false the due sources. */
    all: z.boolean(),
    json,
  }),
  /** Folds and tags the stored stories by today's rules, and writes the new tags and the folds of `folds.yaml`. */
  z.strictObject({ kind: z.literal('replay'), verbose: z.boolean(), json }),
  z.strictObject({ kind: z.literal('compact') }),
  z.strictObject({ kind: z.literal('clock') }),
  /** Finds the feed at or behind an address, and appends a source for it to the config. */
  z.strictObject({ kind: z.literal('add'), address: z.string(), json }),
  /** Appends sources to the config, for the feeds of a list. */
  z.strictObject({
    kind: z.literal('import'),
    feeds: z
      .array(
        z.strictObject({
          url: z.string(),
          name: z.string(),
          folders: z.array(z.string()).readonly(),
          language: z.string().optional(),
        } satisfies Record<keyof ListedFeed, z.ZodType>),
      )
      .readonly(),
    json,
  }),
  /** Asks what happened to an item. `item` is an address, guid or title, or the id of an article, story or entry. */
  z.strictObject({ kind: z.literal('why'), item: z.string(), json }),
]);

export type CommandRequest = z.infer<typeof request>;
export type RequestOf<Kind extends CommandRequest['kind']> = Extract<CommandRequest, { kind: Kind }>;

const message = z.strictObject({
  version: z.literal(VERSION),
  /** Path of the command's config folder; absolute if the folder exists. */
  config: z.string(),
  request,
});

export type Message = z.infer<typeof message>;

export type ReadRequest =
  | { readonly kind: 'read'; readonly message: Message }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads the request of a command. Rejects if the connection breaks before the end. */
export const readRequest = async (body: AsyncIterable<Buffer>): Promise<ReadRequest> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    // Bytes above the limit are read and discarded, because a command sends all before it reads the answer.
    if (length <= MAX_REQUEST_BYTES) chunks.push(chunk);
  }
  if (length > MAX_REQUEST_BYTES)
    return unreadable(`it is longer than ${MAX_REQUEST_BYTES} bytes; import the list in parts`);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    return unreadable(errorText(error));
  }
  const version = z.object({ version: z.number() }).safeParse(value);
  if (version.success && version.data.version !== VERSION) {
    return unreadable(
      `it has format ${version.data.version}, and this daemon reads format ${VERSION}; ${ONE_VERSION}`,
    );
  }
  const parsed = message.safeParse(value);
  if (parsed.success) return { kind: 'read', message: parsed.data };
  return unreadable(`${z.prettifyError(parsed.error).replaceAll(/\s+/g, ' ')}; ${ONE_VERSION}`);
};

const unreadable = (reason: string): ReadRequest => ({ kind: 'unreadable', reason });

const ONE_VERSION =
  'run the command and the daemon from one version of Kawaraban, and restart the daemon after an upgrade';
