import { describe, expect, test } from 'vitest';
import type { Output } from '../../../src/daemon/control/output.ts';
import type { Pipeline } from '../../../src/daemon/pipeline.ts';
import { pollSources } from '../../../src/daemon/request/poll-sources.ts';
import { NEVER } from '../../../src/domain/source/poll/next-poll.ts';
import type { PollReport } from '../../../src/domain/source/poll/poll-report.ts';
import type { Source } from '../../../src/domain/source/source.ts';
import type { PollListeners } from '../../../src/intake/poll-all.ts';
import { makeSource, NOON } from '../../make.ts';
import { makeConfig } from '../support/make-config.ts';

const SOURCES = [makeSource('kaku'), makeSource('times')];
const SILENT: PollListeners = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };

const reportOf = ({ id, endpoints }: Source, rest: Partial<PollReport> = {}): PollReport => ({
  source: id,
  url: endpoints[0],
  outcome: { kind: 'changed', listed: 5 },
  added: 2,
  folded: 1,
  revised: 0,
  dropped: 1,
  rejections: [],
  durationMs: 1,
  ...rest,
});

/** One request to poll all sources; `poll` says what comes of each. */
const ask = async (
  poll: (source: Source, followers: PollListeners) => void,
  signal = AbortSignal.timeout(60_000),
) => {
  const followers = new Set<PollListeners>();
  const told: Output[] = [];
  const offline = {
    since: NOON,
    kind: 'dns',
    detail: 'EAI_AGAIN',
    sites: 2,
    attempts: 1,
    nextTryAt: NOON,
  } as const;
  const pipeline: Pick<Pipeline, 'config' | 'due' | 'follow' | 'poll'> & {
    readonly network: Pick<Pipeline['network'], 'offline'>;
  } = {
    network: { offline: () => offline },
    config: () => makeConfig({ sources: SOURCES }),
    due: () => [],
    follow: (listeners) => {
      followers.add(listeners);
      return () => void followers.delete(listeners);
    },
    poll: async (sources) => {
      for (const source of sources) for (const one of followers) poll(source, one);
    },
  };
  const poller = { pipeline: pipeline as Pipeline, listeners: SILENT };
  const request = { kind: 'poll', sources: [], all: true, json: false } as const;
  const outcome = await pollSources(poller, request, (one) => told.push(one), signal);
  const texts = told.flatMap((one) => ('text' in one ? [`${one.kind}: ${one.text}`] : []));
  return { outcome, texts, followers };
};

describe('a request to poll', () => {
  test('hears of each source and of the sum, and follows nobody afterwards', async () => {
    const { outcome, texts, followers } = await ask((source, { onReport }) =>
      onReport(source, reportOf(source)),
    );
    expect(outcome).toBe('done');
    expect(texts).toEqual([
      expect.stringMatching(/^result: kaku +2 new of 5, 1 folded, 1 dropped$/),
      expect.stringMatching(/^result: times +2 new of 5, 1 folded, 1 dropped$/),
      'result: 2 sources: 4 new articles (2 folded), 2 dropped, 0 failed.',
    ]);
    expect(followers.size).toBe(0);
  });

  test('fails where the store could not write or we made a mistake, and says which source it cost', async () => {
    const { outcome, texts } = await ask((source, { onMistake, onStoreFailure }) =>
      source.id === 'kaku'
        ? onMistake(source, new Error('oops'))
        : onStoreFailure(source, new Error('ENOSPC')),
    );
    expect(outcome).toBe('failed');
    expect(texts).toEqual([
      'problem: kaku: a bug in Kawaraban, please report it: oops',
      'problem: times: not stored: ENOSPC',
      'result: 0 sources: 0 new articles (0 folded), 0 dropped, 2 failed.',
    ]);
  });

  test.each([
    [
      'offline',
      'problem: This machine looks offline: host names cannot be resolved (2 sites tried; EAI_AGAIN).',
    ],
    ['failed', 'result: 2 sources: 0 new articles'],
  ] as const)('where a source is %s, ends with the line that says so', async (kind, last) => {
    const failure = { kind: 'dns', detail: 'no such name' } as const;
    const { outcome, texts } = await ask((source, { onReport }) =>
      onReport(source, reportOf(source, { outcome: { kind, failure }, added: 0, folded: 0 })),
    );
    expect(outcome).toBe('failed');
    expect(texts[0]).toMatch(/^result: kaku +FAILED \(dns\): no such name$/);
    expect(texts.at(-1)?.startsWith(last)).toBe(true);
  });

  test.each([
    [NOON, 'postponed until 2026-11-24 12:00 JST, since its server refuses more requests'],
    [NEVER, 'not asked, since its outlet has ended the feed'],
  ])('says why a source is not asked before %s', async (until, why) => {
    const { outcome, texts } = await ask((source, { onReport }) =>
      onReport(source, reportOf(source, { outcome: { kind: 'resting', until }, added: 0, folded: 0 })),
    );
    expect(outcome).toBe('done');
    expect(texts[0]).toMatch(new RegExp(`^result: kaku +${why}$`));
  });

  test('polls a source again whose poll had told its outcome before it listened', async () => {
    let asked = 0;
    const { outcome, texts } = await ask((source, { onReport }) => {
      asked += 1;
      if (asked > SOURCES.length || source.id === 'times') onReport(source, reportOf(source));
    });
    expect(outcome).toBe('done');
    expect(texts.filter((text) => /^result: (?:kaku|times) /.test(text))).toHaveLength(2);
    expect(asked).toBe(3);
  });

  test('names the sources that were not asked when it was told to stop', async () => {
    const { outcome, texts, followers } = await ask(
      (source, { onReport }) => source.id === 'kaku' && onReport(source, reportOf(source)),
      AbortSignal.abort(),
    );
    expect(outcome).toBe('failed');
    expect(texts.at(-1)).toBe('problem: Not polled, since the command was stopped: times.');
    expect(followers.size).toBe(0);
  });
});
