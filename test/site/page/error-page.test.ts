import { expect, test } from 'vitest';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { openSite } from '../../daemon/support/open-site.ts';
import { makeOutlet, makeTopic } from '../../make.ts';

test('what cannot be made is a page that leads back to the news, and a line where a feed was asked for', async () => {
  const { failed } = await openSite([]);
  const page = failed('/stories/<b>', new URLSearchParams());
  expect([page.status, page.contentType, page.maxAgeSeconds]).toEqual([500, 'text/html; charset=utf-8', 0]);
  expect(page.body).toContain('<title>Something went wrong · Test</title>');
  expect(page.body).toContain('<h1>Something went wrong</h1>');
  expect(page.body).toContain('<link rel="canonical" href="http://127.0.0.1:8080/stories/&lt;b&gt;">');
  expect(page.body).toContain('href="/"');
  expect(page.body).not.toContain('<b>');
  const feed = failed('/topics/earnings.rss', new URLSearchParams());
  expect([feed.status, feed.contentType, feed.maxAgeSeconds]).toEqual([500, 'text/plain; charset=utf-8', 0]);
  expect(failed('/stories/a.b.rss', new URLSearchParams()).contentType).toBe('text/plain; charset=utf-8');
  expect(failed('/a.rss/b', new URLSearchParams()).contentType).toBe('text/html; charset=utf-8');
  expect(feed.body).toBe('Something went wrong on this server; the log says why. Try again in a minute.\n');
});

test.each([
  ['/language/en', '/languages/en', 'English'],
  ['/languages/jaa', '/languages/ja', '日本語'],
  ['/topics/intrest-rates', '/topics/rates', 'Interest rates'],
  ['/outlets/made-up-wir', '/outlets/wire', 'The Made-up Wire'],
  ['/companies/kaku-electrc', '/companies/9999', 'Kaku Electric'],
  ['/companies/9989', '/companies/9999', 'Kaku Electric'],
])('for %s the page suggests %s', async (path, meant, name) => {
  const config = makeConfig({
    topics: [makeTopic('rates', 'Interest rates', '金利')],
    outlets: [makeOutlet('wire', { name: 'The Made-up Wire' })],
    companies: [{ code: '9999' as CompanyCode, nameEn: 'Kaku Electric', nameJa: '架空電機', aliases: [] }],
  });
  const { read } = await openSite([], config);
  const page = await read(path);
  expect(page).toContain('<title>Not found · Test</title>');
  expect(page).toContain(`<p>Did you mean <a href="${meant}">${name}</a>?</p>`);
});

test('a name of sixty letters is looked up, and one that differs from it in length by four', async () => {
  const suggests = async (name: string, key: string) => {
    const config = makeConfig({ outlets: [makeOutlet('wire', { name })] });
    return (await (await openSite([], config)).read(`/outlets/${key}`)).includes('Did you mean');
  };
  const letters = 'abcdefghij'.repeat(7);
  const long = letters.slice(0, 59);
  expect(await suggests(`${long}x`, `${long}y`)).toBe(true);
  expect(await suggests(`${long}ax`, `${long}ay`)).toBe(false);
  expect(await suggests(letters.slice(0, 44), letters.slice(0, 40))).toBe(true);
  expect(await suggests(letters.slice(0, 45), letters.slice(0, 40))).toBe(false);
});

test.each([
  ['', ''],
  ['lang=en', ''],
  ['b=1&lang=en&a=2+%0A3', '?b=1&amp;a=2 3'],
])('the query "%s" is shown as "%s"', async (query, shown) => {
  const { read } = await openSite([]);
  expect(await read(`/nothing?${query}`)).toContain(`<code>/nothing${shown}</code>`);
});

test.each([
  ['/2026-11-31', 'does not exist or has not begun'],
  ['/2026-11-25', 'does not exist or has not begun'],
  ['/edition/2027-01-01', 'does not exist or has not begun'],
  ['/2026-11-23', 'Old stories are removed'],
  ['/2026-11-25/x', 'Old stories are removed'],
])('the page for %s says why it is not there: %s', async (path, why) => {
  const { read } = await openSite([]);
  expect(await read(path)).toContain(why);
});

test('an address that narrows a feed to an unknown topic is named with its query', async () => {
  const { ask } = await openSite([]);
  expect((await ask('/feed.rss?topic=nothing'))?.body).toBe(
    'This site has no feed at /feed.rss?topic=nothing.\n',
  );
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
