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
  expect([feed.status, feed.contentType]).toEqual([500, 'text/plain; charset=utf-8']);
});
