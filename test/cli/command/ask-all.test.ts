import { expect, test } from 'vitest';
import { sum } from '../../../src/cli/command/ask-all.ts';
import type { FailureKind } from '../../../src/domain/source/failure.ts';
import type { AskedSource } from '../../../src/sources/ask-sources.ts';

const well = (id: string): AskedSource => ({
  id,
  url: `https://${id}.example/feed`,
  endpoint: 1,
  found: 'RSS',
});
const failed = (id: string, kind: FailureKind): AskedSource => ({
  ...well(id),
  failure: { kind, detail: 'it failed' },
});

test.each<[string, readonly AskedSource[], string]>([
  ['all are well', [well('a'), well('b')], '2 of 2 sources answer with a feed.'],
  ['one fails', [well('a'), failed('b', 'timeout')], '1 of 2 sources answers with a feed.'],
  [
    'it was told to stop',
    [well('a'), failed('b', 'timeout'), failed('c', 'stopped'), failed('d', 'stopped')],
    '1 of 2 sources answers with a feed. Not asked, since it was told to stop: 2.',
  ],
  [
    'no name is found',
    [failed('a', 'dns'), failed('b', 'dns')],
    'No name of 2 sources could be looked up: this machine has no network, or no name server that answers.',
  ],
])('the total where %s', (_, asked, says) => {
  expect(sum(asked)).toBe(says);
});
