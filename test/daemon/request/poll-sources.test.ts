import { describe, expect, test } from 'vitest';
import type { Output } from '../../../src/daemon/control/output.ts';
import type { RequestOf } from '../../../src/daemon/control/read-request.ts';
import type { Pipeline } from '../../../src/daemon/pipeline.ts';
import { pollSources } from '../../../src/daemon/request/poll-sources.ts';
import { NEVER } from '../../../src/domain/source/poll/next-poll.ts';
import type { PollReport } from '../../../src/domain/source/poll/poll-report.ts';
import type { Source } from '../../../src/domain/source/source.ts';
import type { PollListeners } from '../../../src/intake/poll-all.ts';
import { makeOffline, makeSource, NOON } from '../../make.ts';
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

type Asking = {
  readonly signal?: AbortSignal;
  readonly known?: readonly Source[];
  readonly due?: readonly Source[];
  readonly request?: Partial<RequestOf<'poll'>>;
};

/** One request to poll all sources; `poll` says what comes of each. */
const ask = async (
  poll: (source: Source, followers: PollListeners) => void,
  { signal = AbortSignal.timeout(60_000), known = SOURCES, due = [], request: asked }: Asking = {},
) => {
  const followers = new Set<PollListeners>();
  const told: Output[] = [];
  const offline = makeOffline();
  const pipeline: Pick<Pipeline, 'config' | 'due' | 'follow' | 'poll'> & {
    readonly network: Pick<Pipeline['network'], 'offline'>;
  } = {
    network: { offline: () => offline },
    config: () => makeConfig({ sources: known }),
    due: () => due,
    follow: (listeners) => {
      followers.add(listeners);
      return () => void followers.delete(listeners);
    },
    poll: async (sources) => {
      for (const source of sources) for (const one of followers) poll(source, one);
    },
  };
  const poller = { pipeline: pipeline as Pipeline, listeners: SILENT };
  const request = { kind: 'poll', sources: [], all: true, json: false, ...asked } as const;
  const outcome = await pollSources(poller, request, (one) => told.push(one), signal);
  const texts = told.flatMap((one) => ('text' in one ? [`${one.kind}: ${one.text}`] : []));
  return { outcome, texts, followers, told };
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
      'result: 2 sources polled, 0 failed: 4 new articles (2 folded), 2 dropped.',
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
      'problem: times: ENOSPC. The next poll takes in the articles that the source still lists.',
      'result: 0 sources polled, 2 failed: 0 new articles (0 folded), 0 dropped.',
    ]);
  });

  test.each([
    [
      'offline',
      'problem: This machine looks offline: host names cannot be resolved (2 sites tried; EAI_AGAIN).',
    ],
    ['failed', 'result: 2 sources polled, 2 failed: 0 new articles'],
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
    [NOON, 'postponed until 2026-11-24 12:00 JST, because its server could not or would not answer'],
    [NEVER, 'not asked, because its outlet has ended the feed'],
  ])('says why a source is not asked before %s', async (until, why) => {
    const { outcome, texts } = await ask((source, { onReport }) =>
      onReport(source, reportOf(source, { outcome: { kind: 'resting', until }, added: 0, folded: 0 })),
    );
    expect(outcome).toBe('done');
    expect(texts[0]).toMatch(new RegExp(`^result: kaku +${why}$`));
  });

  test('hears of all that became of the items of a source, and of nothing else', async () => {
    const all: Partial<PollReport> = {
      ...{ added: 1, folded: 1, revised: 2, dropped: 3, flooded: 4 },
      outcome: { kind: 'changed', listed: 9, truncated: 5 },
      rejections: [{ reason: 'no-link', detail: '' }],
    };
    const none = { added: 0, folded: 0, revised: 0, dropped: 0 };
    const { texts, told } = await ask((source, { onReport }) =>
      onReport(
        source,
        reportOf(source, source.id === 'kaku' ? all : { ...none, outcome: { kind: 'unchanged' } }),
      ),
    );
    expect(texts).toEqual([
      `result: ${'kaku'.padEnd(28)} 1 new of 9, 1 folded, 2 corrected, 3 dropped, 1 unreadable, 4 in no feed (flooding), 5 not taken in`,
      `result: ${'times'.padEnd(28)} unchanged`,
      'result: 2 sources polled, 0 failed: 1 new article (1 folded), 3 dropped.',
    ]);
    expect(told.filter(({ kind }) => kind === 'progress')).toEqual([
      { kind: 'progress', done: 1, total: 2 },
      { kind: 'progress', done: 2, total: 2 },
    ]);
  });

  test('in JSON hears the reports alone', async () => {
    const poll = (source: Source, { onReport }: PollListeners) => onReport(source, reportOf(source));
    const { texts } = await ask(poll, { request: { json: true } });
    expect(texts).toEqual(SOURCES.map((source) => `result: ${JSON.stringify(reportOf(source))}`));
  });

  test('polls those that are named, else all that are enabled, else those that are due', async () => {
    const sources = [...SOURCES, makeSource('asleep', { enabled: false })];
    const polled = async (request: Partial<RequestOf<'poll'>>) => {
      const ids: string[] = [];
      const poll = (source: Source, { onReport }: PollListeners) => {
        ids.push(source.id);
        onReport(source, reportOf(source));
      };
      await ask(poll, { request, known: sources, due: sources.slice(1, 2) });
      return ids;
    };
    expect(await polled({ sources: ['asleep', 'kaku'] })).toEqual(['kaku', 'asleep']);
    expect(await polled({ all: true })).toEqual(['kaku', 'times']);
    expect(await polled({ all: false })).toEqual(['times']);
  });

  test.each<[what: string, known: readonly Source[], says: string]>([
    ['none is due', SOURCES, 'No source is due. Name a source to poll it now, or give --all.'],
    [
      'none is enabled',
      [makeSource('a', { enabled: false })],
      'No source is enabled. Enable one in sources.yaml, or add one with `kawaraban add URL`.',
    ],
  ])('where %s says so, and what to do', async (_, known, says) => {
    const asked = await ask(() => {}, { known, request: { all: false } });
    expect(asked).toMatchObject({ outcome: 'done', texts: [`result: ${says}`] });
  });

  const many = (count: number) => Array.from({ length: count }, (_, n) => makeSource(`source-${n}`));

  test.each<[what: string, known: readonly Source[], says: string]>([
    ['not the only one', many(1), '. The sources are: source-0.'],
    ['none of a few', many(2), '. The sources are: source-0, source-1.'],
    [
      'none of twenty-four',
      many(24),
      `. The sources are: ${many(24)
        .map(({ id }) => id)
        .join(', ')}.`,
    ],
    ['none of twenty-five', many(25), '. `kawaraban sources` lists all 25.'],
    ['none, as there are none', [], ': the config has no sources. `kawaraban add URL` adds one.'],
    ['like one of them', [makeSource('xyzzy-news')], '; did you mean xyzzy-news?'],
    [
      'like two of them',
      [makeSource('xyzzy-news'), makeSource('xyzzy-world')],
      '; did you mean xyzzy-news or xyzzy-world?',
    ],
  ])('for a name that is of %s polls nothing, and says so of each such name', async (_, known, says) => {
    const sources = ['xyzzy', ...known.slice(0, 1).map(({ id }) => id)];
    const { outcome, texts } = await ask(() => {}, { known, request: { sources } });
    expect({ outcome, texts }).toEqual({
      outcome: 'usage',
      texts: [`problem: No source is called xyzzy${says}`],
    });
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
      { signal: AbortSignal.abort() },
    );
    expect(outcome).toBe('failed');
    expect(texts.at(-1)).toBe('problem: Not polled, because the command was stopped: times.');
    expect(followers.size).toBe(0);
    const none = await ask(() => {}, { signal: AbortSignal.abort() });
    expect(none.texts.at(-1)).toBe('problem: Not polled, because the command was stopped: kaku, times.');
  });
});
