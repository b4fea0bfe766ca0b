import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import type { WaitingAnswer } from '../../src/cluster/job-queues.ts';
import type { SendSetup, SentPolls } from '../../src/cluster/send-polls.ts';
import type { PollTask } from '../../src/domain/source/poll/poll-task.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import type { Asked } from '../../src/intake/ports.ts';
import { makeSource, NOON, SILENT } from '../make.ts';
import { fakeTimers, pass, turns } from '../support/fake-timers.ts';
import { waitFor } from '../support/wait-for.ts';
import { sendPollsOver, taskOf, UNCHANGED } from './support/processes.ts';

const NEVER = new AbortController().signal;
const one = makeSource('one');
const two = makeSource('two');

const answerTo = (source: string, id: string, minutes = 0): WaitingAnswer => ({
  id,
  job: {
    kind: 'read',
    job: {
      source: source as SourceId,
      request: { url: `https://${source}.example/feed.xml`, endpoint: 0, isFirst: true },
      answer: { ...UNCHANGED, at: NOON.add({ minutes }) },
      retries: 0,
    },
  },
});

/** Queues in memory: what was sent, and the answers that wait. */
const createQueues = (...first: readonly WaitingAnswer[]) => {
  const answers = new Map(first.map((answer) => [answer.id, answer]));
  const sent: PollTask[] = [];
  const queues: SendSetup['queues'] = {
    sendPolls: async (jobs) => void sent.push(...jobs.map(({ task }) => task)),
    answers: async (most) => [...answers.values()].slice(0, most),
    removeAnswers: async (ids) => {
      for (const id of ids) answers.delete(id);
    },
    setAside: async () => undefined,
    lostPolls: async () => [],
    removeLost: async () => undefined,
  };
  return { queues, sent, answers };
};

/** Sends polls over these queues while something is done. */
const sending = async (
  queues: SendSetup['queues'],
  rest: Partial<SendSetup>,
  run: (polls: SentPolls) => Promise<void>,
): Promise<void> => {
  const polls = sendPollsOver(queues, rest);
  await run(polls);
  await polls.stop();
};

describe('an answer that came before its poll', () => {
  test('is given once: the next poll of its source is sent', async () => {
    const { queues, sent, answers } = createQueues(answerTo('one', 'left'));
    const wanted = Promise.withResolvers<void>();
    const pollAgain = (): boolean => {
      wanted.resolve();
      return true;
    };
    await sending(queues, { pollAgain }, async (polls) => {
      await wanted.promise;
      const early = await polls.ask(one, taskOf(one), NEVER);
      await early.acknowledge?.(undefined);
      expect(sent).toEqual([]);
      const next = polls.ask(one, taskOf(one), NEVER);
      await waitFor(() => sent.length > 0);
      answers.set('next', answerTo('one', 'next', 5));
      polls.look();
      expect((await next).answer.at).toEqual(NOON.add({ minutes: 5 }));
      expect(sent.map(({ source }) => source)).toEqual(['one']);
    });
    expect([...answers.keys()]).toEqual(['next']);
  });

  test('holds up no other, however many of them wait for polls that have not begun', async () => {
    const left = Array.from({ length: 300 }, (_, n) => answerTo(`left-${n}`, `left-${n}`));
    const { queues, sent, answers } = createQueues(...left);
    await sending(queues, { pollAgain: () => true }, async (polls) => {
      const asked = polls.ask(one, taskOf(one), NEVER);
      await waitFor(() => sent.length > 0);
      answers.set('own', answerTo('one', 'own', 5));
      polls.look();
      expect((await asked).answer.at).toEqual(NOON.add({ minutes: 5 }));
    });
    expect(answers.size).toBe(301);
  });

  test('is not asked for again by the poll that it causes', async () => {
    const { queues, sent } = createQueues(answerTo('one', 'left'));
    const asked = Promise.withResolvers<SentPolls>();
    let answered: Promise<unknown> | undefined;
    const pollAgain = (): boolean => {
      answered ??= asked.promise.then((polls) => polls.ask(one, taskOf(one), NEVER));
      return true;
    };
    await sending(queues, { pollAgain }, async (polls) => {
      asked.resolve(polls);
      await waitFor(() => answered !== undefined);
      await answered;
      await polls.ask(two, taskOf(two), AbortSignal.timeout(1_500));
    });
    expect(sent.map(({ source }) => source)).toEqual(['two']);
  });

  test('is removed where the config has no such source any more', async () => {
    const { queues, answers } = createQueues(answerTo('gone', 'left'));
    await sending(queues, {}, async ({ look }) =>
      waitFor(() => {
        look();
        return answers.size === 0;
      }),
    );
  });

  test('is removed unseen where it is stored already', async () => {
    const { queues, answers } = createQueues(answerTo('one', 'stored'), answerTo('two', 'new'));
    const again: SourceId[] = [];
    const isTaken = (source: SourceId, at: Temporal.Instant) => source === one.id && at.equals(NOON);
    const pollAgain = (source: SourceId): boolean => again.push(source) > 0;
    await sending(queues, { isTaken, pollAgain }, async () => waitFor(() => again.length > 0));
    expect([again, [...answers.keys()]]).toEqual([[two.id], ['new']]);
  });
});

describe('an answer to a poll', () => {
  test('goes to the poll of its own source, and is removed once it is stored', async () => {
    const { queues, sent, answers } = createQueues();
    await sending(queues, {}, async (polls) => {
      const asked = [one, two].map((source) => polls.ask(source, taskOf(source), NEVER));
      await waitFor(() => sent.length === 2);
      expect(polls.counts().waiting).toBe(2);
      answers.set('b', answerTo('two', 'b', 2)).set('a', answerTo('one', 'a', 1));
      polls.look();
      const [first, second] = await Promise.all(asked);
      expect([first?.answer.at, second?.answer.at]).toEqual([1, 2].map((minutes) => NOON.add({ minutes })));
      expect([first?.request?.url, second?.request?.url]).toEqual([one.endpoints[0], two.endpoints[0]]);
      expect(polls.counts()).toEqual({ waiting: 0, retried: 0, lost: 0, refused: 0 });
      await first?.acknowledge?.(undefined);
    });
    expect([...answers.keys()]).toEqual(['b']);
  });

  test('that could not be stored is delivered again', async () => {
    const { queues, sent, answers } = createQueues();
    const again: SourceId[] = [];
    const pollAgain = (source: SourceId): boolean => again.push(source) > 0;
    await sending(queues, { pollAgain }, async (polls) => {
      const asked = polls.ask(one, taskOf(one), NEVER);
      await waitFor(() => sent.length === 1);
      answers.set('a', answerTo('one', 'a'));
      polls.look();
      await (await asked).acknowledge?.(new Error('the database refuses'));
      polls.look();
      await waitFor(() => again.length > 0);
      expect((await polls.ask(one, taskOf(one), NEVER)).answer.at).toEqual(NOON);
    });
    expect([sent.length, answers.size]).toEqual([1, 1]);
  });

  test('is not awaited after a stop: the poll says that the service stops', async () => {
    const { queues } = createQueues();
    const stop = new AbortController();
    await sending(queues, {}, async (polls) => {
      const asked = polls.ask(one, taskOf(one), stop.signal);
      stop.abort();
      const failure = { kind: 'stopped', detail: 'the service stops' };
      for (const answered of [asked, polls.ask(one, taskOf(one), stop.signal)])
        expect((await answered).answer).toMatchObject({ content: { kind: 'failed', failure } });
      expect([polls.counts().waiting, getEventListeners(stop.signal, 'abort')]).toEqual([0, []]);
    });
  });

  test('is looked for each second, and a fiftieth of a second after it is heard of, twice or not', async () => {
    fakeTimers();
    const { queues } = createQueues();
    const asked: number[] = [];
    const answers = async (most: number) => {
      asked.push(most);
      return [];
    };
    const polls = sendPollsOver({ ...queues, answers }, {});
    await turns();
    await pass(999);
    expect(asked).toEqual([200]);
    await pass(1);
    await pass(19);
    expect(asked).toHaveLength(1);
    await pass(1);
    expect(asked).toHaveLength(2);
    polls.look();
    await turns();
    await pass(10);
    polls.look();
    await pass(9);
    expect(asked).toHaveLength(2);
    await pass(1);
    expect(asked).toHaveLength(3);
    expect(vi.getTimerCount()).toBe(1);
    void polls.stop();
    await turns();
    expect([asked.length, vi.getTimerCount()]).toEqual([3, 0]);
  });

  test('waits in the queue while two hundred others are not stored', async () => {
    fakeTimers();
    const sources = Array.from({ length: 201 }, (_, n) => makeSource(`many-${n}`));
    const { queues, answers } = createQueues(...sources.map(({ id }) => answerTo(id, id)));
    const removed: (readonly string[])[] = [];
    let queries = 0;
    const polls = sendPollsOver(
      {
        ...queues,
        removeAnswers: async (ids) => void removed.push(ids),
        answers: (most) => {
          queries += 1;
          return queues.answers(most);
        },
      },
      { pollAgain: () => true },
    );
    const given: (Asked | undefined)[] = [];
    for (const [n, source] of sources.entries())
      void polls.ask(source, taskOf(source), NEVER).then((asked) => {
        given[n] = asked;
      });
    const look = async () => {
      polls.look();
      await pass(20);
      await turns(300);
    };
    await turns();
    await look();
    expect(given.flatMap((asked) => asked ?? [])).toHaveLength(200);
    await look();
    expect([given[200], queries]).toEqual([undefined, 1]);
    await given[0]?.acknowledge?.(undefined);
    answers.delete('many-0');
    await look();
    expect(given[200]?.answer.at).toEqual(NOON);
    await look();
    expect(removed).toEqual([['many-0']]);
    void polls.stop();
  });
});

describe('a poll', () => {
  const lookNow = async (polls: SentPolls): Promise<void> => {
    polls.look();
    // A look follows its notification after a fiftieth of a second.
    await new Promise((resolve) => setTimeout(resolve, 40));
  };

  test('is sent with its host and the hosts that rest, after the lead is confirmed', async () => {
    const { queues } = createQueues();
    const done: unknown[] = [];
    const odd = makeSource('odd', { endpoints: ['https://odd.example:8443/feed'] });
    const until = NOON.add({ minutes: 1 });
    const setup: Partial<SendSetup> = {
      rests: () => new Map([['resting.example', until]]),
      confirmLead: async () => void done.push('confirmed'),
    };
    const noting = { ...queues, sendPolls: async (jobs: unknown) => void done.push(jobs) };
    await sending(noting, setup, async (polls) => {
      for (const source of [one, odd]) void polls.ask(source, taskOf(source), NEVER);
      await waitFor(() => done.length === 2);
    });
    const rests = [['resting.example', until]];
    expect(done).toEqual([
      'confirmed',
      [
        { task: taskOf(one), host: 'one.example', rests },
        { task: taskOf(odd), host: 'odd.example:8443', rests },
      ],
    ]);
  });

  test('that no process could finish is not sent again until its failure is taken', async () => {
    fakeTimers();
    const { queues, sent } = createQueues();
    const lost = {
      id: 'l1',
      job: { kind: 'read', job: { task: taskOf(one), host: 'one.example', rests: [] } },
    } as const;
    const left = [lost];
    const removeLost = async (id: string) =>
      void left.splice(
        left.findIndex((poll) => poll.id === id),
        1,
      );
    const polls = sendPollsOver(
      { ...queues, lostPolls: async () => [...left], removeLost },
      { pollAgain: () => true },
    );
    await turns();
    let asked: Asked | undefined;
    void polls.ask(one, taskOf(one), NEVER).then((given) => {
      asked = given;
    });
    void polls.ask(two, taskOf(two), NEVER);
    await turns();
    await pass(20);
    expect(sent.map(({ source }) => source)).toEqual(['two']);
    await pass(1_980);
    await pass(20);
    expect(asked?.answer).toMatchObject({ content: { failure: { kind: 'unfinished' } } });
    expect(sent).toHaveLength(1);
    void polls.stop();
  });

  test('is neither confirmed nor sent while none waits', async () => {
    const { queues } = createQueues();
    const done: string[] = [];
    const noting = { ...queues, sendPolls: async () => void done.push('sent') };
    await sending(noting, { confirmLead: async () => void done.push('confirmed') }, async (polls) => {
      await lookNow(polls);
      await lookNow(polls);
    });
    expect(done).toEqual([]);
  });

  test('is not sent by a process that no longer leads, which is said once', async () => {
    const { queues, sent } = createQueues();
    const said: unknown[] = [];
    const setup: Partial<SendSetup> = {
      confirmLead: () => Promise.reject(new Error('this process does not lead')),
      log: { ...SILENT, warn: (...line) => void said.push(line) },
    };
    await sending(queues, setup, async (polls) => {
      void polls.ask(one, taskOf(one), NEVER);
      await waitFor(() => said.length > 0);
      await lookNow(polls);
      await lookNow(polls);
      expect(polls.problem()).toBe('this process does not lead');
    });
    expect(sent).toEqual([]);
    expect(said).toEqual([['cluster.queue-failed', { reason: 'this process does not lead' }]]);
  });

  test('is sent again after a minute without an answer, and lost ones are looked for every two seconds', async () => {
    const { queues, sent } = createQueues();
    let looks = 0;
    const lostPolls = async () => {
      looks += 1;
      return [];
    };
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      await sending({ ...queues, lostPolls }, {}, async (polls) => {
        void polls.ask(one, taskOf(one), NEVER);
        await waitFor(() => sent.length === 1);
        vi.advanceTimersByTime(1_999);
        await lookNow(polls);
        expect(looks).toBe(1);
        vi.advanceTimersByTime(1);
        await lookNow(polls);
        expect(looks).toBe(2);
        vi.advanceTimersByTime(58_000);
        await lookNow(polls);
        expect(sent).toHaveLength(1);
        vi.advanceTimersByTime(1);
        await lookNow(polls);
        expect(sent).toHaveLength(2);
      });
    } finally {
      vi.useRealTimers();
    }
  });
});
