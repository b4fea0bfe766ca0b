import { expect, test } from 'vitest';
import { createCards } from '../../../src/site/card/create-cards.ts';
import type { Drawn } from '../../../src/site/card/draw-png.ts';

/** Cards whose drawings end when the test says so. */
const slowCards = () => {
  const drawings: { readonly svg: string; readonly end: (drawn: Drawn | Error) => void }[] = [];
  const cards = createCards({
    nowMs: () => 0,
    draw: (svg) => {
      const { promise, resolve, reject } = Promise.withResolvers<Drawn>();
      drawings.push({ svg, end: (drawn) => (drawn instanceof Error ? reject(drawn) : resolve(drawn)) });
      return promise;
    },
  });
  return { drawings, ask: (key: string) => cards(key, () => `svg of ${key}`) };
};

const png = (text: string): Drawn => ({ kind: 'png', bytes: Buffer.from(text) });

const started = (drawings: readonly unknown[], count: number) =>
  expect.poll(() => drawings.length).toBe(count);

test('a card is drawn once, and kept', async () => {
  const { drawings, ask } = slowCards();
  const both = [ask('a'), ask('a')];
  await started(drawings, 1);
  drawings[0]?.end(png('a'));
  const [first, second] = await Promise.all(both);
  expect(first).toMatchObject({ status: 200, contentType: 'image/png', page: false });
  expect(second).toBe(first);
  expect(await ask('a')).toBe(first);
  expect(drawings).toHaveLength(1);
});

test('one card is drawn at a time', async () => {
  const { drawings, ask } = slowCards();
  const cards = [ask('a'), ask('b')];
  await started(drawings, 1);
  drawings[0]?.end(png('a'));
  await started(drawings, 2);
  expect(drawings.map(({ svg }) => svg)).toEqual(['svg of a', 'svg of b']);
  drawings[1]?.end(png('b'));
  expect((await Promise.all(cards)).map(({ body }) => String(body))).toEqual(['a', 'b']);
});

test('a crawler that asks for thousands of cards is told to come again, and so are others', async () => {
  const { drawings, ask } = slowCards();
  const answers = Array.from({ length: 1000 }, (_, n) => ask(`${n}`));
  const last = await answers.at(-1);
  expect(last).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  for (let n = 0; n < 16; n += 1) {
    await started(drawings, n + 1);
    drawings[n]?.end(png(`${n}`));
  }
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(16);
  const later = ask('later');
  await started(drawings, 17);
  drawings[16]?.end(png('later'));
  expect(await later).toMatchObject({ status: 200 });
});

test('forty cards are kept; one more takes the place of the oldest', async () => {
  let drawn = 0;
  const cards = createCards({
    nowMs: () => 0,
    draw: async () => {
      drawn += 1;
      return png('card');
    },
  });
  const ask = (n: number) => cards(`${n}`, () => '');
  for (let n = 0; n < 40; n += 1) await ask(n);
  await ask(39);
  await ask(0);
  expect(drawn).toBe(40);
  for (const n of [40, 0, 1]) await ask(n);
  expect(drawn).toBe(43);
});

test('drawing takes a fifth of the time: after a card of 10 ms, the next one waits for 40 ms', async () => {
  let ms = 0;
  const began: number[] = [];
  const cards = createCards({
    nowMs: () => ms,
    draw: async () => {
      began.push(performance.now());
      ms += 10;
      return png('card');
    },
  });
  await Promise.all([cards('a', () => ''), cards('b', () => '')]);
  expect((began[1] ?? 0) - (began[0] ?? 0)).toBeGreaterThan(38);
});

test('a card may be cached for a day, the icon for an hour, and a refusal not at all', async () => {
  const ages = async (draw: () => Promise<Drawn>) =>
    (await createCards({ nowMs: () => 0, draw })('a', () => '')).maxAgeSeconds;
  expect(await ages(async () => png('a'))).toBe(86_400);
  expect(await ages(async () => ({ kind: 'no-font' }))).toBe(3600);
  const { ask } = slowCards();
  const answers = Array.from({ length: 17 }, (_, n) => ask(`${n}`));
  expect((await answers[16])?.maxAgeSeconds).toBe(0);
});

test('a card that failed is drawn again', async () => {
  const { drawings, ask } = slowCards();
  const failed = ask('a');
  await started(drawings, 1);
  drawings[0]?.end(new Error('out of memory'));
  await expect(failed).rejects.toThrow('out of memory');
  const again = ask('a');
  await started(drawings, 2);
  drawings[1]?.end(png('a'));
  expect(await again).toMatchObject({ status: 200 });
});

test.each(['no-library', 'no-font'] as const)(
  'where there is %s, the icon of the site stands for a card',
  async (kind) => {
    const cards = createCards({ nowMs: () => 0, draw: async () => ({ kind }) });
    const icon = await cards('a', () => '');
    expect(icon).toMatchObject({ status: 200, contentType: 'image/png' });
    expect(Buffer.from(icon.body).length).toBeGreaterThan(1000);
  },
);
