import { expect, test } from 'vitest';
import { createPipeline } from '../../src/daemon/pipeline.ts';
import { always, answer, serveRaw } from '../fetch/support/raw-server.ts';
import { makeSource, NOON, UNMARKED } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { rssOf } from '../support/outlets-server.ts';
import { openHousehold } from './support/household.ts';
import { makeConfig } from './support/make-config.ts';

const FIRST_LETTER = 0x4e00;
const LETTERS = 3_000;

/** Items whose titles share no words. */
const itemsOf = (first: number, last: number, published: Temporal.Instant) =>
  Array.from({ length: last - first + 1 }, (_, index) => {
    const n = first + index;
    const title = Array.from({ length: 12 }, (__, at) =>
      String.fromCharCode(FIRST_LETTER + ((n * 131 + at * at * 17) % LETTERS)),
    ).join('');
    return { title, link: `https://kaku.example/articles/${n}`, guid: `g${n}`, published };
  });

test('entries that an outlet announced before a restart count against its hour', async () => {
  let body = rssOf('Kaku', []);
  await using server = await serveRaw((_request, socket) => socket.end(answer(200, {}, body)));
  const source = makeSource('kaku', { endpoints: [`${server.origin}/rss`], everyMs: 120_000 });
  await using household = await openHousehold([source]);
  const poll = async (first: number, last: number) => {
    body = rssOf('Kaku', itemsOf(first, last, household.now()));
    const [report] = await household.pollDue();
    household.toNextPoll(source.id);
    return report;
  };
  await poll(0, 0);
  expect(await poll(1, 59)).toMatchObject({ added: 59 });
  expect(await poll(60, 64)).toMatchObject({ added: 5, flooded: 5 });
});

test('a start and a poll without news read no story', async () => {
  await using server = await serveRaw(always(answer(200, {}, rssOf('Kaku', []))));
  const source = makeSource('kaku', { endpoints: [`${server.origin}/rss`] });
  const store = {
    ...createMemoryStore(),
    gainedSince: () => {
      throw new Error('the stories were read');
    },
  };
  await using pipeline = await createPipeline({
    config: makeConfig({ sources: [source] }),
    store,
    now: () => NOON,
    chance: () => 0.5,
    underWay: UNMARKED,
  });
  const outcomes: string[] = [];
  const fail = (_source: unknown, error: unknown) => {
    throw error;
  };
  const onReport = (_source: unknown, { outcome }: { readonly outcome: { readonly kind: string } }) =>
    outcomes.push(outcome.kind);
  const listeners = { onReport, onMistake: fail, onStoreFailure: fail };
  await pipeline.poll([source], listeners, new AbortController().signal);
  expect(outcomes).toEqual(['changed']);
});
