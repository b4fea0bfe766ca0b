import { expect, test } from 'vitest';
import { NOON } from '../make.ts';

const LATER = NOON.add({ hours: 1 });
const day = Temporal.PlainDate.from('2026-11-24');

test('a matcher of some fields sees that a moment or a day differs', () => {
  expect({ at: NOON, day }).toMatchObject({ at: LATER.subtract({ hours: 1 }), day: day.add({ days: 0 }) });
  expect({ at: NOON, day }).not.toMatchObject({ at: LATER });
  expect([{ at: NOON, day }]).not.toMatchObject([{ day: day.add({ days: 1 }) }]);
  expect({ at: NOON }).not.toMatchObject({ at: NOON.toString() });
});
