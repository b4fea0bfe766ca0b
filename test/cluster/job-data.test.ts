import { expect, test } from 'vitest';
import { readAnswerJob, readOrigin, readPollJob, toPlain } from '../../src/cluster/job-data.ts';
import type { IdentityKey } from '../../src/domain/article/article.ts';
import type { PollAnswer } from '../../src/domain/source/poll/poll-answer.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import { makeCandidate, makeSource, NOON } from '../make.ts';
import { withEach } from '../support/with-each.ts';
import { taskOf } from './support/processes.ts';

const candidate = makeCandidate('a1', { statedAt: NOON, title: '見出し $instant', summary: 'text' });

const answer: PollAnswer = {
  kind: 'asked',
  at: NOON,
  durationMs: 12.5,
  head: {
    kind: 'fetched',
    bodyHash: 'b',
    status: 200,
    url: 'https://kaku.example/feed.xml',
    validators: { etag: 'W/"1"' },
    freshness: { expiresAt: NOON },
    bytes: 7,
  },
  content: {
    kind: 'read',
    feed: { format: 'rss', charset: 'UTF-8', hubUrls: [], skipHours: [], skipDays: [], updated: NOON },
    hashes: ['h1'],
    arrived: [{ candidate, silent: false }],
    rejections: [{ reason: 'no-link', detail: 'none' }],
  },
};

const jobOf = (given: PollAnswer) => ({
  source: 'kaku' as SourceId,
  request: { url: 'https://kaku.example/feed.xml', endpoint: 0, isFirst: true },
  answer: given,
  retries: 0,
});

/** As the database gives it back. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(toPlain(value)));

test('an answer is the same after its way through the database, moments included', () => {
  expect(readAnswerJob(stored(jobOf(answer)))).toEqual({ kind: 'read', job: jobOf(answer) });
});

test('a poll is the same after its way through the database', () => {
  const job = { task: taskOf(makeSource('kaku')), host: 'kaku.example', rests: [['b.example', NOON]] };
  expect(readPollJob(stored(job))).toEqual({ kind: 'read', job });
});

test('what jsonb refuses is taken out of texts', () => {
  expect(toPlain({ text: 'a\u0000b\ud800', kept: '\u{1f4f0}' })).toEqual({
    text: 'ab\ufffd',
    kept: '\u{1f4f0}',
  });
});

const withoutEach = (value: unknown) => withEach(value, undefined);

/** Every field that an article may have. */
const whole = makeCandidate('a2', {
  statedAt: NOON,
  guid: 'g',
  otherKeys: ['text:x' as IdentityKey],
  formerTitles: ['t'],
  summary: 's',
  content: 'c',
  authors: ['a'],
  categories: ['c'],
  image: 'https://kaku.example/i.png',
  imageDetails: { width: 1, height: 1, alt: 'a' },
});

test('a job with a field of another kind is refused, whichever field it is, and the reason names it', () => {
  const content = {
    ...answer.content,
    arrived: [{ candidate: whole, silent: true, hasWaited: true }],
    truncated: { waiting: ['h2'], cut: 3 },
  };
  const job = jobOf({ ...answer, content } as PollAnswer);
  expect(readAnswerJob(stored(job))).toEqual({ kind: 'read', job });
  for (const [place, wrong] of withEach(job, [null])) {
    const read = readAnswerJob(stored(wrong));
    expect(read.kind, place).toBe('unreadable');
    if (read.kind === 'unreadable' && !place.endsWith('$instant')) expect(read.reason).toContain(place);
  }
});

const failure = { kind: 'dns', detail: 'no such host' };
const address = {
  url: 'https://kaku.example/feed.xml',
  freshness: { maxAgeMs: 5, expiresAt: NOON, retryAfterMs: 6 },
};
const heads = [
  {
    ...address,
    kind: 'not-modified',
    movedTo: 'https://kaku.example/',
  },
  { ...address, kind: 'failed', failure, status: 404, movedTo: 'https://kaku.example/' },
];
const contents = [{ kind: 'unchanged' }, { kind: 'unreadable', failure }, { kind: 'failed', failure }];

test.each([
  ...heads.flatMap((head) =>
    contents.map((content) => ({ ...{ kind: 'asked', at: NOON, durationMs: 1 }, head, content })),
  ),
  { kind: 'resting', at: NOON, until: NOON.add({ minutes: 5 }) },
])('an answer of each kind is read, and refused if a field of it is of another kind', (given) => {
  const job = jobOf(given as unknown as PollAnswer);
  expect(readAnswerJob(stored(job))).toEqual({ kind: 'read', job });
  for (const [place, wrong] of withEach(job, [null]))
    expect(readAnswerJob(stored(wrong)).kind, place).toBe('unreadable');
});

test('a poll with a field of another kind is refused, whichever field it is', () => {
  const task = { ...taskOf(makeSource('kaku')), bodyHash: 'b', waiting: ['h2'] };
  const poll = { task, host: 'kaku.example', rests: [['b.example', NOON]] };
  expect(readPollJob(stored(poll))).toEqual({ kind: 'read', job: poll });
  for (const [place, wrong] of withEach(poll, [null]))
    expect(readPollJob(stored(wrong)).kind, place).toBe('unreadable');
});

test('every language, right and format of a job is read, an id of one letter too, and no empty one', () => {
  const kindWith = (article: object, feed: object = {}) => {
    const read = { ...answer.content, arrived: [{ candidate: { ...whole, ...article }, silent: true }] };
    const content = { ...read, feed: { ...('feed' in read ? read.feed : {}), ...feed } };
    return readAnswerJob(stored(jobOf({ ...answer, content } as unknown as PollAnswer))).kind;
  };
  for (const language of ['en', 'ja']) expect(kindWith({ language }), language).toBe('read');
  for (const republish of ['headline', 'excerpt', 'full'])
    expect(kindWith({ republish }), republish).toBe('read');
  for (const format of ['rss', 'rdf', 'atom', 'json']) expect(kindWith({}, { format }), format).toBe('read');
  expect([kindWith({ id: 'a' }), kindWith({ id: '' }), kindWith({ revision: 0 })]).toEqual([
    ...['read', 'unreadable', 'unreadable'],
  ]);
});

test('of many faults three are named, and the others counted', () => {
  const reasonOf = (arrived: number): string => {
    const content = { ...answer.content, arrived: Array.from({ length: arrived }, () => 5) };
    const read = readAnswerJob(stored(jobOf({ ...answer, content } as unknown as PollAnswer)));
    return read.kind === 'unreadable' ? read.reason : '';
  };
  expect(reasonOf(3).split('; ')).toHaveLength(3);
  expect(reasonOf(3)).not.toContain('more');
  expect(reasonOf(5).split('; ').slice(3)).toEqual(['and 2 more']);
  expect(reasonOf(1)).toMatch(/^answer\.content\.arrived\.0: ./);
});

test('the source and the request of an answer are read even if the rest is not', () => {
  const { source, request } = jobOf(answer);
  expect(readOrigin({ source, request, answer: 'new' })).toEqual({ source, request });
  for (const odd of ['x', { source }, { request }, { source, request: { ...request, endpoint: -1 } }])
    expect(readOrigin(odd)).toBeUndefined();
});

test('a job that lacks what every process needs of it is refused', () => {
  const content = { ...answer.content, truncated: { waiting: ['h2'], cut: 3 } };
  const job = jobOf({ ...answer, content });
  const refused = withoutEach(job).filter(([, less]) => readAnswerJob(stored(less)).kind === 'unreadable');
  const answered = [
    'source',
    'request',
    'request.url',
    'request.endpoint',
    'request.isFirst',
    'retries',
    'answer',
  ];
  const asked = ['kind', 'at', 'durationMs', 'head', 'head.kind', 'head.url', 'head.freshness', 'content'];
  const held = [
    'kind',
    'feed',
    'feed.charset',
    'hashes',
    'truncated.waiting',
    'truncated.cut',
    'arrived',
    'rejections',
  ];
  const item = [
    'id',
    'source',
    'title',
    'link',
    'canonicalUrl',
    'outlet',
    'outlet.id',
    'outlet.name',
    'published',
    'firstSeenAt',
  ];
  expect(refused.map(([place]) => place)).toEqual(
    expect.arrayContaining([
      ...answered,
      ...asked.map((place) => `answer.${place}`),
      ...held.map((place) => `answer.content.${place}`),
      ...['candidate', 'silent'].map((place) => `answer.content.arrived.0.${place}`),
      ...item.map((place) => `answer.content.arrived.0.candidate.${place}`),
    ]),
  );
  const poll = { task: taskOf(makeSource('kaku')), host: 'kaku.example', rests: [['b.example', NOON]] };
  const refusedPolls = withoutEach(poll).filter(
    ([, less]) => readPollJob(stored(less)).kind === 'unreadable',
  );
  const task = ['source', 'endpoint', 'url', 'validators', 'isFirst', 'known', 'waiting'];
  expect(refusedPolls.map(([place]) => place)).toEqual(
    expect.arrayContaining(['task', 'host', 'rests', ...task.map((place) => `task.${place}`)]),
  );
});

test('a job of another shape is refused, with the place', () => {
  expect(readAnswerJob(stored({ ...jobOf(answer), answer: { kind: 'new' } }))).toMatchObject({
    kind: 'unreadable',
    reason: expect.stringContaining('answer'),
  });
  expect(readPollJob({ task: {}, host: 1 })).toMatchObject({ kind: 'unreadable' });
  expect(readPollJob({ rests: [['a', { $instant: 'no moment' }]] })).toMatchObject({ kind: 'unreadable' });
});
