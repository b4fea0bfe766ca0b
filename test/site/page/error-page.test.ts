import { expect, test } from 'vitest';
import { openSite } from '../../daemon/support/open-site.ts';

test('what cannot be made is a page that leads back to the news, and a line where a feed was asked for', async () => {
  const { failed } = await openSite([]);
  const page = failed('/stories/<b>', new URLSearchParams());
  expect([page.status, page.contentType, page.maxAgeSeconds]).toEqual([500, 'text/html; charset=utf-8', 0]);
  expect(page.body).toContain('Something went wrong');
  expect(page.body).toContain('href="/"');
  expect(page.body).not.toContain('<b>');
  const feed = failed('/topics/earnings.rss', new URLSearchParams());
  expect([feed.status, feed.contentType, feed.maxAgeSeconds]).toEqual([500, 'text/plain; charset=utf-8', 0]);
  expect(feed.body).toBe('Something went wrong on this server; the log says why. Try again in a minute.\n');
});

test('an address without a feed may be asked again after a minute', async () => {
  const { ask } = await openSite([]);
  expect(await ask('/nothing.rss')).toMatchObject({
    status: 404,
    maxAgeSeconds: 60,
    page: false,
    body: 'This site has no feed at /nothing.rss.\n',
  });
});
