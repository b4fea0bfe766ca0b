import { expect, test } from 'vitest';
import {
  endpointKey,
  sharedEndpoints,
  sourceOfEndpoint,
} from '../../../../src/domain/source/propose/same-endpoint.ts';
import { makeSource } from '../../../make.ts';

const URL = 'https://kaku.example/feed?a=1&b=2';
const kaku = makeSource('kaku', { endpoints: ['https://other.example/feed', URL] });

test.each([
  ['without TLS', 'http://kaku.example/feed?a=1&b=2'],
  ['with www', 'https://www.kaku.example/feed?a=1&b=2'],
  ['with a slash at its end', 'https://kaku.example/feed/?a=1&b=2'],
  ['with its parameters in another order', 'https://kaku.example/feed?b=2&a=1'],
  ['with the port of its scheme', 'https://kaku.example:443/feed?a=1&b=2'],
])('an address %s is one that a source reads already', (_, address) => {
  expect(sourceOfEndpoint(address, [makeSource('first'), kaku])).toBe(kaku);
});

test.each([
  ['path', 'https://kaku.example/economy?a=1&b=2'],
  ['parameter', 'https://kaku.example/feed?a=1&b=3'],
  ['port', 'https://kaku.example:8443/feed?a=1&b=2'],
  ['host', 'https://feeds.kaku.example/feed?a=1&b=2'],
])('an address with another %s is a feed of its own', (_, address) => {
  expect(sourceOfEndpoint(address, [kaku])).toBeUndefined();
});

test('a text that is no address is compared as it is', () => {
  expect(endpointKey('no address')).toBe('no address');
});

test('a second source with an address in another spelling is named, with the first source and its line', () => {
  const first = makeSource('first', {
    endpoints: ['https://a.example/feed?token=x'],
    place: { file: 'sources.yaml', line: 3, column: 5 },
  });
  const place = { file: 'sources.yaml', line: 9, column: 5 };
  const twice = makeSource('twice', { endpoints: [URL, 'http://www.a.example/feed/?token=x'], place });
  expect(sharedEndpoints([first, twice])).toEqual([
    {
      place,
      message:
        'the endpoint http://www.a.example/feed/?token=… is probably the feed of the source "first" on line 3, in another spelling; remove one of the two, or write both as endpoints of one source',
    },
  ]);
  expect(sharedEndpoints([{ ...first, enabled: false }, twice])).toEqual([]);
  expect(sharedEndpoints([first, { ...twice, enabled: false }])).toEqual([]);
});

test('spellings of one address are alternatives within one source', () => {
  const endpoints = ['https://a.example/feed', 'http://www.a.example/feed/'] as const;
  expect(sharedEndpoints([makeSource('one', { endpoints }), kaku])).toEqual([]);
});
