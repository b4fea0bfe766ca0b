import { expect, test } from 'vitest';
import { newestItems } from '../../../src/domain/item/newest-items.ts';
import { NOON } from '../../make.ts';

const dated = (name: string, hours?: number) => ({
  name,
  ...(hours === undefined ? {} : { published: NOON.add({ hours }) }),
});

const namesOf = (
  items: readonly { readonly name: string; readonly published?: Temporal.Instant }[],
  most: number,
) => newestItems(items, most, (item) => item).map(({ name }) => name);

test('the newest are kept, in the order of the document', () => {
  const items = [dated('old', -9), dated('newest', 2), dated('older', -20), dated('new', 1)];
  expect(namesOf(items, 3)).toEqual(['old', 'newest', 'new']);
});

test('what has no date counts as older than what has one, and among equals the first listed are kept', () => {
  expect(namesOf([dated('undated'), dated('a', 0), dated('b', 0), dated('c', 0)], 2)).toEqual(['a', 'b']);
  expect(namesOf([dated('x'), dated('y'), dated('z')], 2)).toEqual(['x', 'y']);
});

test('an item without a date of publication goes by its last change', () => {
  const items = [
    { name: 'published', published: NOON },
    { name: 'changed', updated: NOON.add({ hours: 1 }) },
  ];
  expect(newestItems(items, 1, (item) => item).map(({ name }) => name)).toEqual(['changed']);
});
