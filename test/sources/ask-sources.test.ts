import { expect, test } from 'vitest';
import { type AskedSource, askSources } from '../../src/sources/ask-sources.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { makeSource, NOON } from '../make.ts';
import { rssOf } from '../support/outlets-server.ts';
import { type Answer, makeWorld, NEVER } from './fake-world.ts';

const feed = (count: number, published = NOON.subtract({ hours: 1 }), title = '架空電機、新工場を稼働') =>
  rssOf(
    'Kaku',
    Array.from({ length: count }, (_, n) => ({ title, link: `https://kaku.example/${n}`, published })),
  );

const FIRST = 'https://kaku.example/feed.xml?key=secret';
const SECOND = 'https://kaku.example/second.xml?key=secret';
const kaku = makeSource('kaku', {
  endpoints: [FIRST, SECOND],
  headers: { 'x-key': 'k' },
  userAgent: 'Kaku-Reader/1.0',
});

const ask = async (pages: Readonly<Record<string, Answer>>, rest: Parameters<typeof makeWorld>[1] = {}) => {
  const config = makeConfig({ sources: [kaku, makeSource('asleep', { enabled: false })] });
  const world = makeWorld(pages, { ...rest, config });
  const done: AskedSource[] = [];
  const asked = await askSources(config, world.tools, (one) => done.push(one), NEVER);
  expect(done).toEqual(asked);
  return { ...world, answers: asked };
};

test('each enabled source is asked as a poll asks it, and what answers is said without its secrets', async () => {
  const { answers, asked } = await ask({ [FIRST]: feed(7) });
  expect(answers).toEqual([
    {
      id: 'kaku',
      url: 'https://kaku.example/feed.xml',
      endpoint: 1,
      portrait: expect.objectContaining({ format: 'rss', items: 7 }),
      found: 'rss, utf-8, 7 items, the newest 1 hour old, dated within an hour, in Japanese',
    },
  ]);
  expect(asked).toEqual([
    { url: FIRST, validators: {}, headers: { 'x-key': 'k' }, userAgent: 'Kaku-Reader/1.0' },
  ]);
});

const ENGLISH = 'Kaku Electric opens plant in Osaka';

test.each<[what: string, answer: Answer, whatToDo: string | undefined]>([
  ['has an item of thirty days', feed(5, NOON.subtract({ hours: 30 * 24 })), undefined],
  [
    'has none younger than that',
    feed(5, NOON.subtract({ hours: 30 * 24, minutes: 1 })),
    'The newest item is 30 days old: check whether the outlet has another feed.',
  ],
  ['has items of tomorrow alone', feed(5, NOON.add({ hours: 1 })), undefined],
  ['has four items in another language', feed(4, NOON, ENGLISH), undefined],
  [
    'has five',
    feed(5, NOON, ENGLISH),
    'The items seem to be in the language "en": check whether "language: ja" is right.',
  ],
  [
    'has five in a language that is not read',
    feed(5, NOON, '새로운 공장'),
    'The items seem to be in the language "ko", which Kawaraban does not read: check whether this is the right feed.',
  ],
  ['is empty', feed(0), 'The feed lists no items: if that does not change, look for another endpoint.'],
  [
    'has moved',
    { kind: 'moved', to: 'https://new.example/feed?key=secret', body: feed(0) },
    'The feed has moved permanently: write https://new.example/feed as the endpoint, with the query to which the server redirects.',
  ],
])('what an editor can do about a feed that %s', async (_, answer, whatToDo) => {
  const { answers } = await ask({ [FIRST]: answer });
  expect(answers.map((one) => one.whatToDo)).toEqual([whatToDo]);
});

const REFUSED: Answer = { kind: 'failed', failure: { kind: 'blocked', detail: 'the server answered 403' } };
const GONE = 'The server has no feed at this URL: look for the new URL on the outlet’s site.';

test('where the first endpoint fails, the second is asked, and the editor hears of the first', async () => {
  const { answers, urls } = await ask({ [SECOND]: feed(0) });
  expect(answers).toMatchObject([
    {
      url: 'https://kaku.example/second.xml',
      endpoint: 2,
      whatToDo: `Endpoint 2 answers, but endpoint 1 fails (not-found). ${GONE}`,
    },
  ]);
  expect(answers[0]).not.toHaveProperty('failure');
  expect(urls()).toEqual([FIRST, SECOND]);
});

test('where all endpoints fail, the failure of the first is the one that is said', async () => {
  const { answers } = await ask({ [SECOND]: REFUSED });
  expect(answers).toEqual([
    {
      id: 'kaku',
      url: 'https://kaku.example/feed.xml',
      endpoint: 1,
      found: 'the server answered 404',
      failure: { kind: 'not-found', detail: 'the server answered 404' },
      whatToDo: GONE,
    },
  ]);
});

test.each([
  ['a web page', '<html></html>', 'html-page'],
  ['nothing', '', 'empty'],
])('an endpoint that answers with %s fails', async (_, answer, kind) => {
  const { answers } = await ask({ [FIRST]: answer });
  expect(answers).toMatchObject([{ failure: { kind } }]);
});

test('a source whose reading is a mistake of ours fails, with the reason', async () => {
  const parser = { parse: () => Promise.reject(new Error('oops')), close: async () => undefined };
  const { answers } = await ask({ [FIRST]: feed(1) }, { parser });
  expect(answers).toMatchObject([{ failure: { kind: 'unfinished', detail: 'oops' }, found: 'oops' }]);
});

test('a source whose turn has not come when the check is stopped was not asked', async () => {
  const config = makeConfig({ sources: [kaku] });
  const hosts: string[] = [];
  const { tools } = makeWorld(
    {},
    {
      inTurn: (host) => {
        hosts.push(host);
        return Promise.reject(new Error('aborted'));
      },
    },
  );
  const asked = await askSources(config, tools, () => {}, AbortSignal.abort());
  expect(asked).toMatchObject([
    { failure: { kind: 'stopped', detail: 'the check was stopped before the source answered' } },
  ]);
  expect(hosts).toEqual(['kaku.example', 'kaku.example']);
});
