import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../../src/adapters/parse/parse-feed.ts';
import { fixturePairs, namedFields } from './support/fixture-pairs.ts';

const PAIRS = fixturePairs();

describe('a document of the corpus is read as its pair says', () => {
  test.each(PAIRS)('$name', async ({ bytes, expected }) => {
    const { url, contentType, zone, feed = {}, items = [], unreadable } = expected;
    const result = await parseFeed(bytes, {
      url,
      ...(contentType === undefined ? {} : { contentType }),
      ...(zone === undefined ? {} : { zone }),
    });
    if (result.kind === 'unreadable' || unreadable !== undefined) {
      expect(result).toMatchObject({ kind: 'unreadable', reason: unreadable });
      return;
    }
    expect(namedFields(result.feed, feed)).toEqual(feed);
    expect(result.items.map((item, index) => namedFields(item, items[index] ?? {}))).toEqual(items);
  });
});
