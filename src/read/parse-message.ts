import { defined } from '../domain/defined.ts';
import type { ParseOptions, ParseResult, RawFeed, RawItem } from '../domain/item/raw-item.ts';

export type ParseRequest = { readonly bytes: Uint8Array; readonly options: ParseOptions };

/**
 * A message of the worker: the worker has started, or has finished one document. `used` is the worker's processor time
 * so far.
 */
export type ParseAnswer = { readonly used: NodeJS.CpuUsage } & (
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly result: PackedResult }
);

type Dates<Value> = { readonly published?: Value; readonly updated?: Value };

/** A value with its dates as milliseconds since 1970, because threads cannot pass each other a Temporal.Instant. */
type Packed<Dated> = Omit<Dated, keyof Dates<number>> & Dates<number>;

type Parsed = Extract<ParseResult, { kind: 'parsed' }>;

export type PackedResult =
  | Exclude<ParseResult, Parsed>
  | (Omit<Parsed, 'feed' | 'items'> & {
      readonly feed: Packed<RawFeed>;
      readonly items: readonly Packed<RawItem>[];
    });

const mapDates = <From, To, Rest extends Dates<From>>(
  { published, updated, ...rest }: Rest,
  map: (value: From) => To,
): Omit<Rest, keyof Dates<To>> & Dates<To> => ({
  ...rest,
  ...defined({
    published: published === undefined ? undefined : map(published),
    updated: updated === undefined ? undefined : map(updated),
  }),
});

const toNumber = (instant: Temporal.Instant): number => instant.epochMilliseconds;
const toInstant = (milliseconds: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(milliseconds);

export const packResult = (result: ParseResult): PackedResult =>
  result.kind === 'unreadable'
    ? result
    : {
        ...result,
        feed: mapDates(result.feed, toNumber),
        items: result.items.map((item) => mapDates(item, toNumber)),
      };

export const unpackResult = (result: PackedResult): ParseResult =>
  result.kind === 'unreadable'
    ? result
    : {
        ...result,
        feed: mapDates(result.feed, toInstant),
        items: result.items.map((item) => mapDates(item, toInstant)),
      };
