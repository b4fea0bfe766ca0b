import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/read/parse-feed.ts';
import { compared, fixturePairs } from './support/fixture-pairs.ts';

describe('a document of the corpus is read as its pair says', () => {
  test.each(fixturePairs())('$name', async ({ bytes, expected }) => {
    const { url, contentType, zone } = expected;
    const result = await parseFeed(bytes, {
      url,
      ...(contentType === undefined ? {} : { contentType }),
      ...(zone === undefined ? {} : { zone }),
    });
    const { read, wanted } = compared(result, expected);
    expect(read).toEqual(wanted);
  });
});
