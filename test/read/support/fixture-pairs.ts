import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ParseResult } from '../../../src/domain/item/raw-item.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a fixture is about: only the fields that it names are compared, and `null` means absent. */
export type Expected = {
  readonly url: string;
  readonly contentType?: string;
  /** IANA zone of the source's dates without a zone. */
  readonly zone?: string;
  readonly feed?: Fields;
  /** One for each item, in the order of the document. */
  readonly items?: readonly Fields[];
  readonly unreadable?: string;
};

export type FixturePair = { readonly name: string; readonly bytes: Uint8Array; readonly expected: Expected };

const FOLDER = fileURLToPath(new URL('../../fixtures/feeds/', import.meta.url));

/** Every document of `test/fixtures/feeds` with what is expected of it, by name. */
export const fixturePairs = (): readonly FixturePair[] =>
  readdirSync(FOLDER)
    .filter((file) => !file.endsWith('.expected.json'))
    .sort()
    .map((file) => {
      const name = file.replace(/\.(xml|json)$/, '');
      const expected: Expected = JSON.parse(readFileSync(`${FOLDER}${name}.expected.json`, 'utf8'));
      return { name, bytes: readFileSync(`${FOLDER}${file}`), expected };
    });

/** What is expected, and what was read of it: equal where the parser is right. */
export const compared = (
  result: ParseResult,
  expected: Expected,
): { readonly read: Fields; readonly wanted: Fields } => {
  const { feed = {}, items = [], unreadable } = expected;
  const wanted = unreadable === undefined ? { feed, items } : { unreadable };
  if (result.kind === 'unreadable') return { read: { unreadable: result.reason }, wanted };
  const read = {
    feed: namedFields(result.feed, feed),
    items: result.items.map((item, index) => namedFields(item, items[index] ?? {})),
  };
  return { read, wanted };
};

const namedFields = (actual: object, expected: Fields): Fields =>
  Object.fromEntries(
    Object.keys(expected).map((name) => [name, spelled(actual[name as keyof typeof actual])]),
  );

/** As a fixture spells it. */
const spelled = (value: unknown): unknown => {
  if (value === undefined) return null;
  if (value instanceof Temporal.Instant) return value.toString();
  // `<br />` and `<br>` are one tag.
  return typeof value === 'string' ? value.replace(/ ?\/>/g, '>') : value;
};
