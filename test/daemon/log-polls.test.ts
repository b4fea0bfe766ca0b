import { describe, expect, test } from 'vitest';
import { logNetwork, logPolls } from '../../src/daemon/log-polls.ts';
import type { Log, LogFields } from '../../src/domain/log.ts';
import { adviceFor } from '../../src/domain/source/health/advice.ts';
import type { PollOutcome, PollReport } from '../../src/domain/source/poll/poll-report.ts';
import type { HealthKind } from '../../src/domain/source/source-state.ts';
import { makeOffline, makeSource, NOON } from '../make.ts';

type Line = { readonly level: string; readonly event: string; readonly fields: LogFields };

const watch = () => {
  const lines: Line[] = [];
  const at =
    (level: string) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ level, event, fields });
    };
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const listeners = logPolls(log);
  const { onReport, onHealth } = listeners;
  const source = makeSource('kaku');
  return {
    failures: listeners,
    report: (rest: Partial<PollReport>) => onReport(source, { ...REPORT, ...rest }),
    poll: (outcome: PollOutcome) => onReport(source, { ...REPORT, outcome }),
    turn: (from: HealthKind | undefined, to: HealthKind, whatToDo = 'Look at it.') =>
      onHealth?.(source, { ...health(to), whatToDo }, from === undefined ? undefined : health(from)),
    /** What an operator sees who asked for nothing. */
    seen: () => lines.filter(({ level }) => level !== 'debug').map(({ level, event }) => `${level} ${event}`),
    lines,
  };
};

const REPORT: PollReport = {
  source: makeSource('kaku').id,
  url: 'https://kaku.example/feed.xml',
  outcome: { kind: 'unchanged' },
  added: 0,
  folded: 0,
  revised: 0,
  dropped: 0,
  rejections: [],
  durationMs: 1,
  nextPollAt: NOON,
};

const health = (kind: HealthKind) => ({ kind, since: NOON, why: `It is ${kind}.`, whatToDo: 'Look at it.' });

const FAILED: PollOutcome = { kind: 'failed', failure: { kind: 'timeout', detail: 'no answer' } };
const REFUSED: PollOutcome = { kind: 'failed', failure: { kind: 'refused', detail: 'nobody listens' } };
const UNCHANGED: PollOutcome = { kind: 'unchanged' };

describe('the log of polls', () => {
  test('says once that a source cannot be reached and what to do, and once that it can again', () => {
    const { poll, seen, lines } = watch();
    for (const outcome of [FAILED, FAILED, REFUSED, FAILED, UNCHANGED, UNCHANGED]) poll(outcome);
    expect(seen()).toEqual(['warn source.fetch-failed', 'info source.recovered']);
    const common = { source: 'kaku', url: 'https://kaku.example/feed.xml', next: NOON };
    expect(lines.slice(0, 2)).toEqual([
      {
        level: 'warn',
        event: 'source.fetch-failed',
        fields: { ...common, kind: 'timeout', detail: 'no answer', advice: adviceFor('timeout') },
      },
      {
        level: 'debug',
        event: 'source.fetch-failed',
        fields: { ...common, kind: 'timeout', detail: 'no answer' },
      },
    ]);
    expect(lines.find(({ event }) => event === 'source.recovered')?.fields).toEqual({
      source: 'kaku',
      url: 'https://kaku.example/feed.xml',
    });
  });

  test('is not flooded by a source that fails every other time', () => {
    const { poll, seen } = watch();
    for (let n = 0; n < 500; n += 1) poll(n % 2 === 0 ? FAILED : UNCHANGED);
    expect(seen()).toEqual(['warn source.fetch-failed', 'info source.recovered']);
  });

  test('tells of a new failure of a source that was well for ten polls', () => {
    const warningsAfter = (goodPolls: number): number => {
      const { poll, seen } = watch();
      poll(FAILED);
      for (let n = 0; n < goodPolls; n += 1) poll(UNCHANGED);
      poll(FAILED);
      return seen().filter((line) => line === 'warn source.fetch-failed').length;
    };
    expect([9, 10].map(warningsAfter)).toEqual([1, 2]);
  });

  test.each<HealthKind>(['stale', 'blocked', 'moved', 'gone', 'broken'])(
    'warns when a source becomes %s: from what, why, and what to do',
    (kind) => {
      const { turn, lines } = watch();
      turn('ok', kind);
      expect(lines).toEqual([
        {
          level: 'warn',
          event: 'source.health-changed',
          fields: { source: 'kaku', from: 'ok', to: kind, why: `It is ${kind}.`, whatToDo: 'Look at it.' },
        },
      ]);
    },
  );

  test('warns once of a wrong address, and again when a failure has become an illness', () => {
    const { poll, turn, seen, lines } = watch();
    const advice = adviceFor('refused');
    poll(REFUSED);
    turn('new', 'broken', advice);
    expect(seen()).toEqual(['warn source.fetch-failed', 'info source.health-changed']);
    expect(lines.flatMap(({ fields }) => Object.values(fields)).filter((said) => said === advice)).toEqual([
      advice,
    ]);
    poll(REFUSED);
    turn('quiet', 'broken', advice);
    expect(seen().at(-1)).toBe('warn source.health-changed');
    expect(lines.at(-1)?.fields).toMatchObject({ whatToDo: advice });
  });

  test('warns once of a new source that may have stumbled', () => {
    const { poll, turn, seen } = watch();
    poll(REFUSED);
    turn(undefined, 'new', adviceFor('refused'));
    expect(seen()).toEqual(['warn source.fetch-failed']);
  });

  test('tells when an illness is over, and keeps the turns of a well source to itself', () => {
    const { turn, seen } = watch();
    turn(undefined, 'ok');
    turn('ok', 'quiet');
    turn('quiet', 'ok');
    expect(seen()).toEqual([]);
    turn('blocked', 'ok');
    expect(seen()).toEqual(['info source.health-changed']);
  });

  test('says nothing of a host that rests, nor of a machine that is offline, but to those who ask', () => {
    const { poll, seen, lines } = watch();
    poll({ kind: 'resting', until: NOON });
    poll({ kind: 'offline', failure: { kind: 'dns', detail: 'EAI_AGAIN' } });
    expect(seen()).toEqual([]);
    expect(lines.map(({ event, fields }) => [event, fields])).toEqual([
      ['source.postponed', { source: 'kaku', until: NOON }],
      ['source.postponed', { source: 'kaku', offline: 'EAI_AGAIN' }],
    ]);
  });

  const NONE = { added: 0, folded: 0, revised: 0, dropped: 0, rejected: 0 };

  test.each<[what: string, rest: Partial<PollReport>, level: string, fields: object]>([
    ['nothing new', {}, 'debug', {}],
    ['an article', { added: 1, folded: 1 }, 'info', { added: 1, folded: 1 }],
    ['a correction', { revised: 1 }, 'info', { revised: 1 }],
    ['what was dropped', { dropped: 1 }, 'info', { dropped: 1 }],
    ['a flood', { added: 5, flooded: 3 }, 'info', { added: 5, flooded: 3 }],
    ['what was cut', { outcome: { kind: 'changed', listed: 9, truncated: 4 } }, 'debug', { truncated: 4 }],
  ])('has a line for a poll that brought %s', (_, rest, level, fields) => {
    const { report, lines } = watch();
    report(rest);
    expect(lines).toEqual([
      { level, event: 'source.polled', fields: { source: 'kaku', ...NONE, next: NOON, ...fields } },
    ]);
  });

  test('names what cannot be read to those who ask, and says how many there were', () => {
    const { report, lines } = watch();
    report({ rejections: [{ reason: 'no-link', detail: 'without address' }] });
    expect(lines).toMatchObject([
      { level: 'info', event: 'source.polled', fields: { rejected: 1 } },
      {
        level: 'debug',
        event: 'item.rejected',
        fields: { source: 'kaku', reason: 'no-link', detail: 'without address' },
      },
    ]);
  });

  test('says what could not be stored, and what was a mistake of ours', () => {
    const { lines, failures } = watch();
    failures.onStoreFailure(makeSource('kaku'), new Error('ENOSPC'));
    failures.onMistake(makeSource('kaku'), new Error('oops'));
    expect(lines).toEqual([
      {
        level: 'error',
        event: 'store.write-failed',
        fields: {
          source: 'kaku',
          reason: 'ENOSPC',
          advice: 'The next poll takes in the articles that the source still lists.',
        },
      },
      { level: 'error', event: 'source.poll-crashed', fields: { source: 'kaku', reason: 'oops' } },
    ]);
  });
});

test('the log says once that this machine is offline and once that it is back, since when', () => {
  const lines: unknown[] = [];
  const at = (level: string) => (event: string, fields?: LogFields) =>
    void lines.push([level, event, fields]);
  const hear = logNetwork({ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') });
  const offline = makeOffline({ nextTryAt: NOON.add({ seconds: 30 }) });
  hear(offline);
  hear({ ...offline, attempts: 2 });
  hear(undefined);
  hear(offline);
  const fields = {
    reason: expect.stringContaining('This machine looks offline'),
    next: NOON.add({ seconds: 30 }),
  };
  expect(lines).toEqual([
    ['warn', 'network.offline', fields],
    ['debug', 'network.offline', fields],
    ['info', 'network.online', { offlineSince: NOON }],
    ['warn', 'network.offline', fields],
  ]);
});
