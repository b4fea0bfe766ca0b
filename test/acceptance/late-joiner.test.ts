import { appendFile, cp } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rssOf, serveOutlets } from '../support/outlets-server.ts';
import { install, kawaraban, startDaemon } from '../support/product.ts';
import { SHIPPED_CONFIG } from '../support/shipped-config.ts';

const PUBLISHED = Temporal.Now.instant().subtract({ minutes: 50 });
const at = (minutes: number): Temporal.Instant => PUBLISHED.add({ minutes });

const JAPANESE = '架空電機、ベトナムに電池の新工場 500億円を投資';
const ENGLISH = 'Kaku Electric to invest 50 billion yen in new battery plant in Vietnam';
const COMPANIES = '9999,架空電機株式会社,Kaku Electric,,架空電機|Kaku Electric,電気機器,\n';

const feedsOf = async (url: string) => {
  const [rss, atom, json] = await Promise.all(
    ['rss', 'atom', 'json'].map(async (format) => (await fetch(`${url}/feed.${format}`)).text()),
  );
  return { rss: rss ?? '', atom: atom ?? '', json: JSON.parse(json ?? '') };
};

test('a report that comes after a restart joins the entry, whose id and date stay, in all three feeds', async () => {
  const outlets = await serveOutlets([
    [
      'one',
      { body: rssOf('One', [{ title: JAPANESE, link: 'https://one.example/1', published: PUBLISHED }]) },
    ],
    ['two', { body: rssOf('Two', []) }],
    ['three', { body: rssOf('Three', []) }],
  ]);
  const home = await install(
    [
      { id: 'one', url: `${outlets.url}/one`, outlet: 'Hinode Shimbun' },
      { id: 'two', url: `${outlets.url}/two`, outlet: 'Minato Times', language: 'en' },
      { id: 'three', url: `${outlets.url}/three`, outlet: 'Kawabe Shimpo' },
    ],
    '',
    'shipped',
  );
  try {
    await cp(path.join(SHIPPED_CONFIG, 'glossary.csv'), path.join(home.config, 'glossary.csv'));
    const companies = path.join(home.config, 'companies.csv');
    await appendFile(companies, COMPANIES);
    const first = await startDaemon(home);
    await first.event(({ event, source }) => event === 'source.polled' && source === 'one');
    const before = (await feedsOf(first.url)).json.items;
    expect(before).toHaveLength(1);
    expect((await first.kill('SIGTERM')).status).toBe(0);

    outlets.pages.set('two', {
      body: rssOf('Two', [{ title: ENGLISH, link: 'https://two.example/1', published: at(10) }]),
    });
    outlets.pages.set('three', {
      body: rssOf('Three', [{ title: JAPANESE, link: 'https://three.example/1', published: at(20) }]),
    });
    const second = await startDaemon(home);
    const poll = await kawaraban(home, 'poll', 'two', 'three');
    expect(poll).toMatchObject({ status: 0, err: '' });
    const { rss, atom, json } = await feedsOf(second.url);
    expect(json.items).toMatchObject([
      {
        id: before[0].id,
        date_published: before[0].date_published,
        url: 'https://one.example/1',
        _kawaraban: {
          // Polled at once: either may have come first.
          articles: expect.arrayContaining([
            expect.objectContaining({ outlet: 'Minato Times', language: 'en', url: 'https://two.example/1' }),
            expect.objectContaining({
              outlet: 'Kawabe Shimpo',
              language: 'ja',
              url: 'https://three.example/1',
            }),
          ]),
        },
      },
    ]);
    for (const text of [rss, atom]) {
      expect(text.match(/<(item|entry)[ >]/g)).toHaveLength(1);
      expect(text).toContain(before[0].id);
      for (const part of ['Minato Times', ENGLISH, 'https://two.example/1', 'Kawabe Shimpo'])
        expect(text).toContain(part);
    }
    const page = await (await fetch(`${second.url}/`)).text();
    for (const outlet of ['Hinode Shimbun', 'Minato Times', 'Kawabe Shimpo']) expect(page).toContain(outlet);
    expect((await second.kill('SIGTERM')).status).toBe(0);
  } finally {
    await outlets.close();
    await home.remove();
  }
});
