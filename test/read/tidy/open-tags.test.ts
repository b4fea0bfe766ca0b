import { expect, test } from 'vitest';
import { createOpenTags } from '../../../src/read/tidy/open-tags.ts';

/** Tags opened in this order. */
const opened = (...names: readonly string[]) => {
  const tags = createOpenTags();
  for (const name of names) tags.open(name);
  return tags;
};

const many = (count: number): readonly string[] => Array.from({ length: count }, () => 'div');

test('an end tag ends the nearest tag of its name and all tags inside it, innermost first', () => {
  const tags = opened('p', 'b', 'p', 'i', 'u');
  expect(tags.close('p')).toEqual(['u', 'i', 'p']);
  expect(tags.path()).toEqual(['p', 'b']);
});

test('an end tag without a start tag ends nothing', () => {
  const tags = opened('p');
  expect(tags.close('b')).toBeUndefined();
  expect(tags.path()).toEqual(['p']);
});

test('a start tag is searched among the last 64 that are open', () => {
  expect(opened('p', ...many(63)).close('p')).toHaveLength(64);
  expect(opened('p', ...many(64)).close('p')).toBeUndefined();
});

test('markup is deep from 64 open tags on, and tags that deep are not among those that end', () => {
  expect(opened(...many(63)).isDeep()).toBe(false);
  const tags = opened(...many(62), 'p', 'b', 'i', 'u');
  expect(tags.isDeep()).toBe(true);
  expect(tags.close('p')).toEqual(['b', 'p']);
  expect(tags.isDeep()).toBe(false);
});

test('a path has at most three names', () => {
  expect(opened('a', 'b', 'c').path()).toEqual(['a', 'b', 'c']);
  expect(opened('a', 'b', 'c', 'd').path()).toBeUndefined();
});

test('tags deeper than ten thousand are counted without their names', () => {
  const tags = opened(...many(9_999), 'p', 'b', 'i');
  expect(tags.close('p')).toEqual([]);
  expect(tags.close('p')).toEqual([]);
  expect(tags.close('p')).toEqual([]);
  expect(tags.close('p')).toBeUndefined();
});

test('after a field nothing is open, however deep it was', () => {
  const tags = opened(...many(10_003));
  tags.clear();
  tags.open('p');
  expect(tags.path()).toEqual(['p']);
  expect(tags.close('p')).toEqual(['p']);
});
