import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DaemonHere, startDaemonHere } from '../support/daemon-here.ts';
import { type Installation, install } from '../support/product.ts';

let at: Installation;
let daemon: DaemonHere;
beforeAll(async () => {
  at = await install(
    [{ id: 'one', url: 'http://127.0.0.1:9/feed', outlet: 'The Daily Example' }],
    '',
    'shipped',
  );
  daemon = await startDaemonHere(at);
});
afterAll(async () => {
  await daemon.stop();
  await at.remove();
});

describe('an address with nothing at it', () => {
  test.each([
    ['/companies/toyota', '/companies/7203', 'Toyota Motor'],
    [`/companies/${encodeURIComponent('トヨタ')}`, '/companies/7203', 'Toyota Motor'],
    ['/companies/toyota-motor', '/companies/7203', 'Toyota Motor'],
    ['/companies/nintndo', '/companies/7974', 'Nintendo'],
    ['/company/7203', '/companies/7203', 'Toyota Motor'],
    ['/topics/erning', '/topics/earnings', 'Earnings'],
    ['/topics/Earnings', '/topics/earnings', 'Earnings'],
    ['/topic/earnings', '/topics/earnings', 'Earnings'],
    ['/outlets/daily-example', '/outlets/the-daily-example', 'The Daily Example'],
    ['/languages/jp', '/languages/ja', '日本語'],
  ])('%s: the page suggests %s', async (path, meant, name) => {
    const answer = await fetch(daemon.url + path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.text()).toContain(`Did you mean <a href="${meant}">${name}</a>?`);
    expect((await fetch(daemon.url + meant)).status).toBe(200);
  });

  test.each(['/?topic=no-such-topic', '/search?q=電機&from=someday', '/search?outlet=no-such-outlet'])(
    '%s names something unknown, and the page says what was asked for',
    async (address) => {
      const answer = await fetch(`${daemon.url}${address}&lang=en`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain(`no page at <code>${address.replace('&', '&amp;')}</code>`);
    },
  );

  test('a code with a slip is near several: three are suggested, one with the same digits first', async () => {
    const page = await (await fetch(`${daemon.url}/companies/7023`)).text();
    expect(page).toMatch(
      /Did you mean <a href="\/companies\/7203">Toyota Motor<\/a>( or <a href="\/companies\/\w{4}">[^<]+<\/a>){2}\?/,
    );
    const feed = await (await fetch(`${daemon.url}/companies/7023.rss`)).text();
    expect(feed).toMatch(
      /Did you mean http:\S+\/companies\/7203\.rss \(Toyota Motor\)( or http:\S+\/companies\/\w{4}\.rss \([^)]+\)){2}\?/,
    );
    const letter = await (await fetch(`${daemon.url}/companies/72O3`)).text();
    expect(letter).toContain('<a href="/companies/7203">Toyota Motor</a>');
  });

  test('a feed says so in plain text, with the feed that may have been meant', async () => {
    const answer = await fetch(`${daemon.url}/companies/toyota.atom`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toBe(
      'This site has no feed at /companies/toyota.atom. Did you mean http://127.0.0.1:8080/companies/7203.atom (Toyota Motor)?\n',
    );
  });

  test.each(['/companies/zzzzzzzzzz', '/nothing', '/companies/a/b', '/companies/%E3%83', '/topics/'])(
    '%s is like nothing: no guess is made',
    async (path) => {
      const answer = await fetch(daemon.url + path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('Did you mean');
    },
  );
});
