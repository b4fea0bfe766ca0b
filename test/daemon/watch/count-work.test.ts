import { expect, test } from 'vitest';
import { combineListeners } from '../../../src/daemon/watch/combine-listeners.ts';
import { countCommits, countPolls, observeCommits } from '../../../src/daemon/watch/count-work.ts';
import type { PollReport } from '../../../src/domain/source/poll/poll-report.ts';
import type { Health } from '../../../src/domain/source/source-state.ts';
import type { PollListeners } from '../../../src/intake/poll-all.ts';
import { makeSource, makeStory } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

const source = makeSource('kaku');
const report = { source: source.id } as PollReport;
const [to, from] = [{ kind: 'ok' }, { kind: 'quiet' }] as Health[] as [Health, Health];
const error = new Error('oops');

/** Calls each of the listeners once. */
const callAll = ({ onReport, onUnreached, onHealth, onStoreFailure, onMistake }: PollListeners): void => {
  onReport(source, report);
  onUnreached?.(source);
  onHealth?.(source, to, from);
  onStoreFailure(source, error);
  onMistake(source, error);
};

const noting = (name: string, heard: unknown[]): PollListeners => {
  const note =
    (event: string) =>
    (...given: readonly unknown[]): void =>
      void heard.push([name, event, ...given]);
  return {
    onReport: note('report'),
    onUnreached: note('unreached'),
    onHealth: note('health'),
    onStoreFailure: note('not stored'),
    onMistake: note('mistake'),
  };
};

test('all listeners of the moment hear all of a poll, in their order', () => {
  const heard: unknown[] = [];
  const { onUnreached: _, onHealth: __, ...few } = noting('few', heard);
  const all = [noting('one', heard), few, noting('two', heard)];
  const combined = combineListeners(() => all);
  callAll(combined);
  const both = (event: string, ...given: readonly unknown[]) => [
    ['one', event, source, ...given],
    ['two', event, source, ...given],
  ];
  const three = (event: string, ...given: readonly unknown[]) =>
    ['one', 'few', 'two'].map((name) => [name, event, source, ...given]);
  expect(heard).toEqual([
    ...three('report', report),
    ...both('unreached'),
    ...both('health', to, from),
    ...three('not stored', error),
    ...three('mistake', error),
  ]);
  all.splice(0);
  callAll(combined);
  expect(heard).toHaveLength(13);
});

test('polls and commits are counted, with how long a commit took and whether it was stored', async () => {
  const counted: unknown[] = [];
  const note =
    (event: string) =>
    (...given: readonly unknown[]): void =>
      void counted.push([event, ...given]);
  const meter = {
    polled: note('polled'),
    pollBroke: note('broke'),
    committed: note('committed'),
    answered: note('answered'),
    exposition: async () => '',
    contentType: '',
  };
  callAll(countPolls(meter));
  const memory = createMemoryStore();
  let ms = 0;
  const { store, onCommit } = observeCommits(
    countCommits(memory, meter, () => {
      ms += 7;
      return ms;
    }),
  );
  onCommit(({ stories }) => counted.push(['first', stories.length]));
  onCommit(({ states }) => counted.push(['second', states.length]));
  const change = { stories: [makeStory('a')], drops: [], states: [] };
  await store.commit(change);
  memory.failWith(error);
  await expect(store.commit(change)).rejects.toThrow('oops');
  expect(counted).toEqual([
    ['polled', report],
    ['broke', 'kaku', 'not-stored'],
    ['broke', 'kaku', 'mistake'],
    ['committed', 7, true],
    ['first', 1],
    ['second', 0],
    ['committed', 7, false],
  ]);
});
