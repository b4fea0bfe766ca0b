import { describe, expect, test } from 'vitest';
import type { InstallationProcess } from '../../src/domain/source/health/installation.ts';
import { NEVER } from '../../src/domain/source/poll/next-poll.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeArticle, makeSource, makeStory, NOON } from '../make.ts';

const kaku = makeSource('kaku', {
  endpoints: ['https://me:word@kaku.example/feed?key=abc', 'https://b.example/'],
});
const times = makeSource('times', { enabled: false });
const config = makeConfig({ sources: [kaku, times] });

const storyOf = (id: string, source: string, hoursAgo: number) => {
  const published = NOON.subtract({ hours: hoursAgo });
  return makeStory(id, {
    articles: [makeArticle(id, { source: source as SourceId, published })],
    published,
  });
};

const STORIES = [
  storyOf('a', 'kaku', 0),
  storyOf('b', 'kaku', 1),
  storyOf('c', 'times', 30),
  storyOf('d', 'kaku', 800),
];

describe('/status.json', () => {
  test('is asked for each time, and is not for the scripts of other sites', async () => {
    const { ask } = await openSite(STORIES, config);
    for (const address of ['/status.json', '/status'])
      expect(await ask(address)).toMatchObject({ page: true, maxAgeSeconds: 0 });
  });

  test('says how each source is, and counts its articles by day', async () => {
    const { read } = await openSite(STORIES, config);
    const status = JSON.parse(await read('/status.json'));
    expect(status).toMatchObject({
      at: '2026-11-24T03:00:00Z',
      isCounted: true,
      store: { stories: 4, articles: 4 },
      problems: { config: [], store: [], clock: [], edition: [] },
      sources: [
        {
          source: 'kaku',
          enabled: true,
          health: { kind: 'new', why: 'The source has not been polled yet.' },
          requests: { total: 0, notModified: 0, failed: 0 },
          endpoint: { host: 'kaku.example', place: 1, of: 2 },
        },
        { source: 'times', enabled: false },
      ],
    });
    expect(status.sources[0].articlesADay).toHaveLength(30);
    expect(status.sources[0].articlesADay.at(-1)).toBe(2);
    expect(status.sources[1].articlesADay.at(-2)).toBe(1);
    expect(status.articlesAnHour.slice(-2)).toEqual([1, 1]);
    expect(status.articlesAnHour).toHaveLength(48);
    expect(status.memoryBytes).toBeGreaterThan(1e6);
  });

  test('and the page say nothing that is secret', async () => {
    const { read } = await openSite(STORIES, config);
    for (const address of ['/status.json', '/status']) {
      expect(await read(address)).not.toMatch(/word|abc/);
    }
  });

  test('counts what came since', async () => {
    const { read, store, changed } = await openSite(STORIES, config);
    await read('/status.json');
    await store.commit({ stories: [storyOf('e', 'kaku', 0)], drops: [], states: [] });
    changed();
    expect(JSON.parse(await read('/status.json')).sources[0].articlesADay.at(-1)).toBe(3);
  });
});

test('the next poll of a source is told if it is enabled, and a page without news tells the first', async () => {
  const sources = ['late', 'early', 'off'].map((id) => makeSource(id, { enabled: id !== 'off' }));
  const { read, store } = await openSite([], makeConfig({ sources }));
  const counts = { requests: 4, notModified: 2, failed: 1, items: 2 };
  const stateOf = (id: string, minutes: number) => ({
    ...{ source: id as SourceId, endpoint: 0, endpoints: [], itemHashes: [], arrivals: [], counts },
    nextPollAt: NOON.add({ minutes }),
  });
  const states = [stateOf('late', 30), stateOf('early', 10), stateOf('off', 5)];
  await store.commit({ stories: [], drops: [], states });
  const status: { sources: { source: string }[] } = JSON.parse(await read('/status.json'));
  const bySource = Object.fromEntries(status.sources.map((one) => [one.source, one]));
  expect(bySource.early).toMatchObject({
    nextPollAt: '2026-11-24T03:10:00Z',
    requests: { total: 4, notModified: 2, failed: 1 },
  });
  expect(bySource.off).not.toHaveProperty('nextPollAt');
  expect(await read('/top')).toMatch(/<time[^>]*>24 Nov, 12:10<\/time>/);
});

test('/status names a host that pauses in both languages, and no page states a poll within the pause', async () => {
  const sources = ['limited', 'beside'].map((id) =>
    makeSource(id, { endpoints: [`https://kaku.example/${id}`] }),
  );
  const { read, store } = await openSite([], makeConfig({ sources }));
  const until = NOON.add({ minutes: 60 });
  const stateOf = (id: string, minutes: number, rest: object) => ({
    ...{ source: id as SourceId, endpoint: 0, itemHashes: [], arrivals: [] },
    counts: { requests: 1, notModified: 0, failed: 0, items: 1 },
    endpoints: [{ url: `https://kaku.example/${id}`, validators: {}, failures: 0, ...rest }],
    ...{ lastSuccessAt: NOON, newestItemAt: NOON, nextPollAt: NOON.add({ minutes }) },
  });
  const resting = { restHost: 'kaku.example', restUntil: until };
  const states = [stateOf('limited', 60, resting), stateOf('beside', 10, {})];
  await store.commit({ stories: [], drops: [], states });
  const status: { sources: { pause: object }[] } = JSON.parse(await read('/status.json'));
  const pause = { host: 'kaku.example', until: '2026-11-24T04:00:00Z' };
  expect(status.sources.map((source) => source.pause)).toEqual([pause, pause]);
  expect(await read('/status?lang=en')).toMatch(
    /kaku\.example asked us to wait, so it gets no request before <time[^>]*>24 Nov, 13:00<\/time>\./,
  );
  expect(await read('/status?lang=ja')).toMatch(
    /kaku\.exampleから待つように求められたため、<time[^>]*>11月24日\(火\) 13:00<\/time>まで取得しません。/,
  );
  expect(await read('/top?lang=en')).toMatch(/Next poll at <time[^>]*>24 Nov, 13:00<\/time>\./);
});

test('no page names a day for the next poll of a source that is never polled again', async () => {
  const { read, store } = await openSite([], makeConfig({ sources: [kaku] }));
  const counts = { requests: 1, notModified: 0, failed: 1, items: 0 };
  const state = { source: kaku.id, endpoint: 0, endpoints: [], itemHashes: [], arrivals: [], counts };
  await store.commit({ stories: [], drops: [], states: [{ ...state, nextPollAt: NEVER }] });
  expect(JSON.parse(await read('/status.json')).sources[0]).not.toHaveProperty('nextPollAt');
  for (const address of ['/', '/status']) expect(await read(address)).not.toContain('9999');
});

test.each(['/?lang=en', '/status?lang=en'])('%s says that no source is enabled', async (address) => {
  const { read } = await openSite([], makeConfig({ sources: [times] }));
  const page = await read(address);
  expect(page).toContain('No source is enabled, so nothing is polled.');
  expect(page).not.toMatch(/Nothing needs attention|0 sources OK/);
});

describe('while this machine is offline', () => {
  const offline = {
    since: NOON.subtract({ minutes: 2 }),
    kind: 'dns',
    detail: 'getaddrinfo EAI_AGAIN kaku.example',
    sites: 3,
    attempts: 2,
    nextTryAt: NOON.add({ minutes: 1 }),
  } as const;

  test.each([
    [
      '/?lang=en',
      'This machine looks offline',
      /No source has been read since <time[^>]*>24 Nov, 11:58<\/time>\./,
    ],
    ['/status?lang=en', 'This machine looks offline', /Next try: <time[^>]*>24 Nov, 12:01<\/time>\./],
    ['/?lang=ja', 'このマシンはネットワークにつながっていないようです', /11月24日\(火\) 12:01<\/time>です/],
  ])('%s says so', async (address, title, times) => {
    const { read } = await openSite([], config, { offline: () => offline });
    const page = await read(address);
    expect(page).toContain(`<h2>${title}</h2>`);
    expect(page).toMatch(times);
    expect(page).not.toMatch(/all-ok|kaku\.example<|EAI_AGAIN/);
  });

  test('the front page without news says when it is tried again', async () => {
    const { read } = await openSite([], config, { offline: () => offline });
    expect(await read('/?lang=en')).toMatch(/Next poll at <time[^>]*>24 Nov, 12:01<\/time>\./);
  });

  test('/status.json says how and why', async () => {
    const { read } = await openSite([], config, { offline: () => offline });
    expect(JSON.parse(await read('/status.json')).offline).toEqual({
      ...offline,
      since: '2026-11-24T02:58:00Z',
      nextTryAt: '2026-11-24T03:01:00Z',
      why: expect.stringMatching(
        /^This machine looks offline: host names cannot be resolved \(3 sites tried/,
      ),
    });
  });
});

describe('the processes of an installation', () => {
  const process: InstallationProcess = {
    id: 'abc123',
    role: 'publish',
    isLeader: true,
    isThis: true,
    config: '1a2b3c4d',
    since: NOON,
    lastSeenAt: NOON,
  };

  test('are on the page and in its JSON, with what is wrong with them', async () => {
    const { read } = await openSite(STORIES, config, { installation: () => ({ processes: [process] }) });
    const text = await read('/status.json');
    const { installation, problems } = JSON.parse(text);
    expect(installation).toEqual({
      processes: [{ ...process, since: NOON.toString(), lastSeenAt: NOON.toString() }],
    });
    expect(problems.installation).toEqual([
      'No process polls: start one with --role poll; if such a process runs, look at its log.',
    ]);
    // People read it as well.
    expect(text).toMatch(/^\{\n {2}"at": .*\n[\s\S]*\n\}\n$/);
    const page = await read('/status');
    expect(page).toContain('No process polls');
    expect(page).toContain('abc123');
  });

  test('are not named where the process is alone', async () => {
    const { read } = await openSite(STORIES, config);
    expect(JSON.parse(await read('/status.json'))).not.toHaveProperty('installation');
  });
});
