import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOrder } from '../../../../src/adapters/store/memory/order.ts';

test('numbers are in order after sorting and stay so, whatever came', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(99)), fc.array(fc.nat(99)), fc.nat(99), (atStart, later, gone) => {
      const order = createOrder((a, b) => a - b);
      for (const n of atStart) order.append(n);
      order.sort();
      for (const n of later) order.insert(n);
      order.removeAll((n) => n === gone);
      const expected = [...atStart, ...later].filter((n) => n !== gone).sort((a, b) => a - b);
      expect(order.filter(() => true)).toEqual(expected);
      expect(order.size()).toBe(expected.length);
      expect(order.before((n) => n >= gone)).toBe(expected.filter((n) => n < gone).length);
    }),
  );
});
