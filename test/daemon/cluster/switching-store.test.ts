import { expect, test } from 'vitest';
import { createSwitchingStore } from '../../../src/daemon/cluster/switching-store.ts';
import type { Store } from '../../../src/domain/store/contract.ts';

type Opened = Parameters<typeof createSwitchingStore>[0];

/** A store and shelves that note each call with its arguments, and answer with it. */
const noting = (name: string, noted: unknown[]): Opened => {
  const part = (path: string): never =>
    new Proxy(
      {},
      {
        get:
          (_, method) =>
          (...given: readonly unknown[]) => {
            const call = [name, `${path}.${String(method)}`, ...given];
            noted.push(call);
            return call;
          },
      },
    ) as never;
  return { store: part('store'), shelf: part('shelf'), editions: part('editions') };
};

test('everything that is asked of the store and its shelves is answered by the newest one', () => {
  const noted: unknown[] = [];
  const { switchTo, ...switching } = createSwitchingStore(noting('reading', noted));
  const calls = (): readonly (readonly [call: string, answer: unknown])[] =>
    Object.entries(switching).flatMap(([part, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method !== 'close')
        .map(([method, call]) => [
          `${part}.${method}`,
          (call as (...given: readonly string[]) => unknown)(...['one', 'two'].slice(0, call.length)),
        ]),
    );
  const given = { none: [], one: ['one'], two: ['one', 'two'] };
  const hasTwo = /\.(?:count|labelCounts|terms|keep)$/u;
  const hasNone = /\.(?:compact|whole|health|names|lastMailed)$/u;
  const expected = (name: string) =>
    calls().map(([call]) => [
      call,
      [name, call, ...given[hasTwo.test(call) ? 'two' : hasNone.test(call) ? 'none' : 'one']],
    ]);
  expect(calls()).toEqual(expected('reading'));
  switchTo(noting('writing', noted));
  expect(calls()).toEqual(expected('writing'));
});

test('its end closes the newest store first, and the one before it after that', async () => {
  const ended: string[] = [];
  const closing = (name: string): Opened => {
    const close = async (): Promise<void> => {
      ended.push(`${name} begins`);
      await Promise.resolve();
      ended.push(`${name} is closed`);
    };
    return { ...noting(name, []), store: { close } as unknown as Store };
  };
  const switching = createSwitchingStore(closing('reading'));
  switching.switchTo(closing('writing'));
  await switching.store.close();
  expect(ended).toEqual(['writing begins', 'writing is closed', 'reading begins', 'reading is closed']);
});
