import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/daemon/read-config.ts';
import type { GivenAddress } from '../../src/domain/config.ts';
import { good } from './broken.ts';
import { makeFolder } from './load.ts';

const linkBase = async (main: string, address?: GivenAddress): Promise<unknown> => {
  const folder = await makeFolder({ 'sources.yaml': good, 'kawaraban.yaml': main });
  const result = await readConfig(folder, {}, address);
  return result.kind === 'loaded' ? [result.config.feed.url, result.config.fetch.contact] : result.problems;
};

/** The base of all links, which is the default of `fetch.contact`, too. */
const both = (base: string): readonly string[] => [base, base];

describe('without feed.url, links begin with', () => {
  test('the address of the config', async () => {
    expect(await linkBase('server: { host: 192.0.2.7, port: 8090 }\n')).toEqual(
      both('http://192.0.2.7:8090'),
    );
  });

  test('the address of the command line, which overrides each part of it', async () => {
    expect(await linkBase('server: { port: 8090 }\n', { port: 8091 })).toEqual(both('http://127.0.0.1:8091'));
    expect(await linkBase('server: { port: 8090 }\n', { host: 'news.test' })).toEqual(
      both('http://news.test:8090'),
    );
  });

  test.each(['0.0.0.0', '::'])('this machine, if the server listens on all addresses (%s)', async (host) => {
    expect(await linkBase('{}\n', { host })).toEqual(both('http://127.0.0.1:8080'));
  });

  test('an IPv6 address in brackets', async () => {
    expect(await linkBase('{}\n', { host: '::1' })).toEqual(both('http://[::1]:8080'));
  });
});

test('feed.url is the base of links, whatever address is listened on', async () => {
  const main = 'feed: { url: https://news.example.com/japan/ }\nserver: { port: 8090 }\n';
  expect(await linkBase(main, { port: 8091 })).toEqual(both('https://news.example.com/japan'));
});
