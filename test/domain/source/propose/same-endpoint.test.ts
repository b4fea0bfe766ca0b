import { expect, test } from 'vitest';
import { endpointKey, sourceOfEndpoint } from '../../../../src/domain/source/propose/same-endpoint.ts';
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
