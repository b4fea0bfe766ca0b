import { beforeAll, describe, expect, test } from 'vitest';
import { openSite } from '../daemon/support/open-site.ts';
import { ask, failureOf } from '../fetch/support/ask.ts';
import { always, answer, FEED, serveRaw } from '../fetch/support/raw-server.ts';
import { publishAttack, rssWith } from './publish-attack.ts';

/** Names that every object answers to. */
const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'];

const isPolluted = (): boolean => 'polluted' in {} || 'polluted' in Function.prototype;

describe('prototype pollution', () => {
  test('keys of a JSON Feed named after parts of objects are text, or nothing', async () => {
    const evil = '{"polluted":1,"title":"x","url":"https://evil.example/"}';
    const body = `{"version":"https://jsonfeed.org/version/1.1","title":"架空通信","__proto__":${evil},"constructor":{"prototype":${evil}},
      "items":[{"id":"__proto__","url":"https://kaku.example/a","title":"架空電機、新工場","date_published":"2026-11-24T02:30:00Z",
      "__proto__":${evil},"tags":["__proto__","constructor"],"authors":[{"name":"constructor","__proto__":${evil}}]}]}`;
    const { articles } = await publishAttack(body, 'application/feed+json');
    expect(articles).toMatchObject([
      {
        title: '架空電機、新工場',
        link: 'https://kaku.example/a',
        authors: ['constructor'],
        categories: ['__proto__', 'constructor'],
      },
    ]);
    expect(isPolluted()).toBe(false);
  });

  test('neither do elements, attributes, prefixes and categories of XML', async () => {
    const inside = INHERITED.map(
      (name) =>
        `<${name} ${name}="1"><polluted>1</polluted></${name}><${name}:x xmlns:${name}="${name}">1</${name}:x><category>${name}</category>`,
    ).join('');
    const { articles } = await publishAttack(rssWith(inside));
    expect(articles).toMatchObject([{ title: '架空電機、新工場を稼働', categories: INHERITED }]);
    expect(isPolluted()).toBe(false);
  });

  describe('of a feed', () => {
    let plain: Awaited<ReturnType<typeof publishAttack>>;
    beforeAll(async () => {
      plain = await publishAttack(rssWith(''));
    });

    test.each(INHERITED)(
      'an update period, an encoding and a language named %s are unknown',
      async (name) => {
        const channel = `<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">${name}</sy:updatePeriod><language>${name}</language><ttl>${name}</ttl><skipDays><day>${name}</day></skipDays>`;
        const feed = rssWith('').replace('<link>', `${channel}<link>`);
        const { articles, report } = await publishAttack(feed, `application/rss+xml; charset=${name}`);
        expect(articles.length).toBe(1);
        expect(report?.nextPollAt).toEqual(plain.report?.nextPollAt);
      },
    );
  });

  test.each(INHERITED)('a Content-Encoding named %s is one we did not ask for', async (name) => {
    await using server = await serveRaw(always(answer(200, { 'Content-Encoding': name }, FEED)));
    expect(failureOf(await ask(server.origin))).toBe('bad-encoding');
  });

  test.each(INHERITED)('nothing is at an address that ends in %s', async (name) => {
    const { ask: askSite } = await openSite([]);
    for (const room of ['topics', 'companies', 'outlets', 'languages', 'stories', 'archive', '2026-11-24'])
      expect([room, (await askSite(`/${room}/${name}`))?.status]).toEqual([room, 404]);
    expect((await askSite(`/${name}`))?.status).toBe(404);
    expect((await askSite(`/?${name}=1&outlet=${name}`))?.status).toBe(404);
    expect((await askSite(`/search?q=${name}&${name}[polluted]=1`))?.status).toBe(200);
  });
});
