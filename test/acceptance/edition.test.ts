import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, serveMail } from '../support/mail-server.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install, kawaraban, startDaemon } from '../support/product.ts';

const PASSWORD = 'hunter2hunter2';

let outlets: OutletsServer;
let mail: MailServer;
let at: Installation;

beforeAll(async () => {
  const published = Temporal.Now.instant().subtract({ hours: 1 });
  const item = { title: '架空電機、新工場を建設', link: 'https://kaku.example/1', published };
  outlets = await serveOutlets([['kaku', { body: rssOf('架空新聞', [item]) }]]);
  mail = await serveMail({ login: `news:${PASSWORD}` });
  at = await install(
    [{ id: 'kaku', url: `${outlets.url}/kaku`, outlet: '架空新聞' }],
    // Due since midnight: a daemon that starts at any hour has missed it.
    `edition:\n  time: '00:00'\n  days: daily\n  mail:\n    to: [reader@example.com]\n    from: news@example.com\n    smtp: smtp://news:${PASSWORD}@127.0.0.1:${mail.port}\n`,
  );
});
afterAll(async () => {
  await mail?.close();
  await outlets?.close();
  await at?.remove();
});

test('a missed edition is made after the first polls, served, and mailed once, over a restart too', async () => {
  const daemon = await startDaemon(at);
  await daemon.event(({ event }) => event === 'edition.mailed');
  const feed = JSON.parse(await (await fetch(`${daemon.url}/edition.json`)).text());
  expect(feed.items.map(({ title }: { title: string }) => title)).toEqual([
    expect.stringMatching(/^Morning edition, \w{3} \d\d: 架空電機、新工場を建設$/),
  ]);
  expect(await (await fetch(`${daemon.url}/edition`)).text()).toContain('架空電機、新工場を建設');
  expect((await daemon.kill('SIGTERM')).status).toBe(0);

  const again = await startDaemon(at);
  expect((await kawaraban(at, 'poll', '--all')).status).toBe(0);
  expect((await again.kill('SIGTERM')).status).toBe(0);

  expect(mail.mails).toHaveLength(1);
  const letter = await simpleParser(mail.mails[0]?.message ?? '');
  expect(letter.subject).toContain('架空電機、新工場を建設');
  expect(
    [letter.text, String(letter.html)].filter((part) => part?.includes('https://kaku.example/1')),
  ).toHaveLength(2);
  const logged = JSON.stringify([...daemon.events, ...again.events]);
  expect(logged.match(/"edition\.made"/g)).toHaveLength(1);
  expect(logged).not.toContain(PASSWORD);
});
