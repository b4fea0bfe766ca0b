import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Resource } from '../../../src/serve/ports.ts';
import { keepLast, type LastKept } from '../../../src/site/archive/keep-last.ts';
import { YEAR_SECONDS } from '../../../src/site/page/static-files.ts';
import { NOON } from '../../make.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let now: Temporal.Instant;
let made: string[];
let kept: LastKept;

beforeEach(() => {
  now = NOON;
  made = [];
  kept = keepLast(() => now);
});

const documentOf = (body: string, maxAgeSeconds = 300): Resource => ({
  status: 200,
  contentType: 'application/atom+xml',
  body,
  maxAgeSeconds,
  page: false,
});

/** Takes so many seconds of the clock to make. */
const ask = (key: string, seconds = 0, maxAgeSeconds = 300): Promise<Resource | undefined> =>
  kept.get(key, async () => {
    made.push(key);
    now = now.add({ seconds });
    return documentOf(key, maxAgeSeconds);
  });

describe('the document of a month', () => {
  test('is made once, until another is asked for or something changes', async () => {
    const first = await ask('2026-11');
    expect(await ask('2026-11')).toBe(first);
    await ask('2026-10');
    await ask('2026-11');
    kept.changed();
    now = now.add({ seconds: 1 });
    await ask('2026-11');
    expect(made).toEqual(['2026-11', '2026-10', '2026-11', '2026-11']);
  });

  test('is made anew after a change, though the clock was put back', async () => {
    await ask('2026-11', 1);
    now = now.subtract({ hours: 400 * 24 });
    kept.changed();
    await ask('2026-11');
    expect(made).toEqual(['2026-11', '2026-11']);
  });

  test('takes a twentieth of the time at most, however often something changes', async () => {
    await ask('2026-11', 2);
    for (let second = 1; second <= 40; second += 1) {
      expect(made).toHaveLength(1);
      now = now.add({ seconds: 1 });
      kept.changed();
      await ask('2026-11', 2);
    }
    expect(made).toHaveLength(2);
  });

  test('that never changes is not made again', async () => {
    await ask('2026-10', 0, YEAR_SECONDS);
    kept.changed();
    now = now.add({ seconds: 60 });
    await ask('2026-10', 0, YEAR_SECONDS);
    expect(made).toEqual(['2026-10']);
  });

  test('is not made a second time while it is made, though something changes', async () => {
    const { promise, resolve } = Promise.withResolvers<Resource>();
    const asked = kept.get('2026-11', () => promise);
    await nextTurn();
    kept.changed();
    const again = ask('2026-11');
    resolve(documentOf('2026-11'));
    expect(await again).toBe(await asked);
    expect(made).toEqual([]);
  });

  test('is made while no other is', async () => {
    const { promise, resolve } = Promise.withResolvers<Resource>();
    const slow = kept.get('2026-10', () => promise);
    const next = ask('2026-11');
    await Promise.resolve();
    expect(made).toEqual([]);
    resolve(documentOf('2026-10'));
    expect((await slow)?.body).toBe('2026-10');
    expect((await next)?.body).toBe('2026-11');
  });

  test('is refused while many others wait, and made afterwards', async () => {
    const { promise, resolve } = Promise.withResolvers<Resource>();
    const slow = kept.get('2026-10', () => promise);
    const answers = Array.from({ length: 100 }, (_, n) => ask(`search ${n}`));
    expect(await answers.at(-1)).toMatchObject({ status: 503, retryAfterSeconds: 5 });
    resolve(documentOf('2026-10'));
    expect((await slow)?.body).toBe('2026-10');
    const statuses = (await Promise.all(answers)).map((answer) => answer?.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(7);
    expect(await ask('search 99')).toMatchObject({ status: 200 });
  });

  test('that could not be made is tried again', async () => {
    await expect(kept.get('2026-11', () => Promise.reject(new Error('the disk')))).rejects.toThrow(
      'the disk',
    );
    expect((await ask('2026-11'))?.body).toBe('2026-11');
  });

  test('is not kept by what made it, once it is let go', async () => {
    const made = new WeakRef((await ask('2026-10', 0, YEAR_SECONDS)) ?? {});
    now = now.add({ minutes: 11 });
    kept.changed();
    await nextTurn();
    collectGarbage();
    expect(made.deref()).toBeUndefined();
  });

  test('is let go when nobody asked for it for ten minutes', async () => {
    const first = await ask('2026-10', 0, YEAR_SECONDS);
    now = now.add({ minutes: 9 });
    kept.changed();
    expect(await ask('2026-10', 0, YEAR_SECONDS)).toBe(first);
    now = now.add({ minutes: 10 });
    kept.changed();
    expect(await ask('2026-10', 0, YEAR_SECONDS)).toBe(first);
    now = now.add({ minutes: 10, milliseconds: 1 });
    kept.changed();
    expect(await ask('2026-10', 0, YEAR_SECONDS)).not.toBe(first);
  });
});
