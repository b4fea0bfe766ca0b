import { describe, expect, test } from 'vitest';
import { logPolls } from '../../src/daemon/log-polls.ts';
import type { Log, LogFields } from '../../src/domain/log.ts';
import { adviceFor } from '../../src/domain/source/health/advice.ts';
import type { PollOutcome, PollReport } from '../../src/domain/source/poll/poll-report.ts';
import type { HealthKind } from '../../src/domain/source/source-state.ts';
import { makeSource, NOON } from '../make.ts';

type Line = { readonly level: string; readonly event: string; readonly fields: LogFields };

const watch = () => {
  const lines: Line[] = [];
  const at =
    (level: string) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ level, event, fields });
    };
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const { onReport, onHealth } = logPolls(log);
  const source = makeSource('kaku');
  return {
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
    expect(lines[0]?.fields).toMatchObject({
      source: 'kaku',
      kind: 'timeout',
      detail: 'no answer',
      advice: expect.stringMatching(/\w/),
      next: NOON,
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

  test('says nothing of a host that rests', () => {
    const { poll, seen } = watch();
    poll({ kind: 'resting', until: NOON });
    expect(seen()).toEqual([]);
  });
});
