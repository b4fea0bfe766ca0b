import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkQueue } from '../../../src/system/schedule/work-queue.ts';

/** Works that begin when their turn comes and end when told. */
const stage = () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    const { promise, resolve } = Promise.withResolvers<string>();
    ends.set(name, () => resolve(name));
    return promise;
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await settled();
  };
  return { begun, work, end };
};

/** Lets everything that waits for nothing but its turn go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a queue of works', () => {
  test('lets one host have one at a time, and others pass by', async () => {
    const queue = createWorkQueue({ concurrency: 2, perHost: 1 });
    const { begun, work, end } = stage();
    for (const name of ['a1', 'a2', 'a3']) void queue.run('a', work(name));
    void queue.run('b', work('b1'));
    await settled();
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  test('has no more under way than it may in all', async () => {
    const queue = createWorkQueue({ concurrency: 2, perHost: 1 });
    const { begun, work, end } = stage();
    for (const host of ['a', 'b', 'c']) void queue.run(host, work(host));
    await settled();
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  test('gives back what the work gives, and its failure', async () => {
    const queue = createWorkQueue({ concurrency: 1, perHost: 1 });
    await expect(queue.run('a', () => Promise.resolve(7))).resolves.toBe(7);
    await expect(queue.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(queue.run('a', () => Promise.resolve(8))).resolves.toBe(8);
  });

  test('begins nothing after the signal, and frees the place of what was under way', async () => {
    const queue = createWorkQueue({ concurrency: 1, perHost: 1 });
    const { begun, work, end } = stage();
    const stop = new AbortController();
    const first = queue.run('a', work('a1'), stop.signal);
    const second = queue.run('a', work('a2'), stop.signal).catch((error: unknown) => error);
    await settled();
    stop.abort(new Error('stopping'));
    await end('a1');
    await expect(first).resolves.toBe('a1');
    expect(await second).toEqual(new Error('stopping'));
    expect(begun).toEqual(['a1']);
  });

  test('keeps both limits and does everything once, whatever comes', async () => {
    const limits = fc.record({
      concurrency: fc.integer({ min: 1, max: 4 }),
      perHost: fc.integer({ min: 1, max: 3 }),
    });
    const hosts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(limits, hosts, async ({ concurrency, perHost }, works) => {
        const queue = createWorkQueue({ concurrency, perHost });
        const underWay = new Map<string, number>();
        let [all, done] = [0, 0];
        const one = async (host: string) => {
          underWay.set(host, (underWay.get(host) ?? 0) + 1);
          all += 1;
          expect(all).toBeLessThanOrEqual(concurrency);
          expect(underWay.get(host)).toBeLessThanOrEqual(perHost);
          await settled();
          all -= 1;
          done += 1;
          underWay.set(host, (underWay.get(host) ?? 0) - 1);
        };
        await Promise.all(works.map((host) => queue.run(host, () => one(host))));
        expect(done).toBe(works.length);
      }),
      { numRuns: 30 },
    );
  });
});
