import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OutletsServer, rssOf, serveOutlets } from '../../support/outlets-server.ts';
import { type Installation, install } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';

const HOUR_MS = 3_600_000;
const BEGAN = Temporal.Now.instant();

/** A headline of a topic that the small config knows, and one of none; hours are counted back from now. */
const item = (title: string, hoursAgo: number, link: string) => ({
  title,
  link: `https://kaku.example/${link}`,
  published: BEGAN.subtract({ milliseconds: Math.round(hoursAgo * HOUR_MS) }),
  description: `${title}と発表した。`,
});

/** Headlines without a word in common, so that each is a story. */
const HEADLINES = [
  '銀座百貨店が改装オープン',
  '北陸の鉄道会社、運賃値上げを申請',
  '半導体装置の受注が回復',
  '造船大手、洋上風力に参入',
  '地銀二行が経営統合で合意',
  '牛丼店の深夜営業を再開',
  '家電量販店で冷房の販売好調',
  '製紙会社が古紙価格を引き下げ',
  '宅配便の置き配が標準に',
  '養殖サーモンの輸出拡大',
  '特許庁、審査を迅速化',
  '航空券に燃油上乗せ',
  '酒蔵の海外進出相次ぐ',
  '建設現場で無人重機を導入',
  '保険大手が損害率を公表',
];

let outlets: OutletsServer;
let at: Installation;

beforeAll(async () => {
  const told = item('架空電機、純利益が過去最高', 2, 'told');
  outlets = await serveOutlets([
    [
      'kaku',
      {
        body: rssOf('架空新聞', [told, ...HEADLINES.map((title, n) => item(title, 3 + n, `other-${n}`))]),
      },
    ],
    ['daily', { body: rssOf('日刊架空', [{ ...told, link: 'https://kaku.example/told' }]) }],
  ]);
  at = await install(
    ['kaku', 'daily'].map((id) => ({
      id,
      url: `${outlets.url}/${id}`,
      outlet: id === 'kaku' ? '架空新聞' : '日刊架空',
    })),
  );
  expect((await kawarabanHere(at, 'poll')).status).toBe(0);
});
afterAll(async () => {
  await outlets?.close();
  await at?.remove();
});

const digest = async (...words: readonly string[]) => kawarabanHere(at, 'digest', ...words);

describe('digest', () => {
  test('prints the twelve most important stories of 24 hours, the one that both outlets report first, with times and links', async () => {
    const { out, status } = await digest();
    expect(status).toBe(0);
    const [lead] = out.split('\n\n');
    expect(lead?.split('\n')).toEqual([
      expect.stringMatching(/^(架空新聞|日刊架空) - \w{3} \d\d, \d\d:\d\d$/),
      '架空電機、純利益が過去最高',
      '架空電機、純利益が過去最高と発表した。',
      'https://kaku.example/told',
      expect.stringMatching(/^Also reported by: (架空新聞|日刊架空)$/),
    ]);
    expect(out.match(/^https:/gm)).toHaveLength(12);
  });

  test('begins where --since says, has as many stories as --limit says, and dates in the --language', async () => {
    expect((await digest('--since', '0m')).out).toMatch(/^No news from /);
    const { out } = await digest('--since', '4h', '--language', 'ja');
    expect(out).toMatch(/^(架空新聞|日刊架空) - \d+月\d+日 \d\d:\d\d\n/);
    expect((await digest('--limit', '3')).out.match(/^https:/gm)).toHaveLength(3);
    const day = BEGAN.toZonedDateTimeISO('Asia/Tokyo').toPlainDate().subtract({ days: 2 }).toString();
    for (const since of [day, `${day}T07:00`, `${day}T07:00:00Z`, '2d', '2880m'])
      expect((await digest('--since', since)).status, since).toBe(0);
  });

  test('says so where nothing of that time is stored', async () => {
    const { out, err, status } = await digest('--language', 'en');
    expect([status, out]).toEqual([0, expect.stringMatching(/^No news from .* to .*\.\n$/)]);
    expect(err).toContain('No stored story matches. Choose an earlier time with --since');
  });

  test('of a topic has its stories alone, and names the topic that was meant', async () => {
    expect((await digest('--topic', 'earnings')).out.match(/^https:/gm)).toHaveLength(1);
    const { err, status } = await digest('--topic', 'earning');
    expect([status, err]).toEqual([2, '"earning" is not a topic of topics.yaml; did you mean "earnings"?\n']);
    expect((await digest('--topic', 'weather')).err).toMatch(
      /^"weather" is not a topic of topics.yaml; it has .*earnings/,
    );
  });

  test('prints Markdown and HTML with the same stories', async () => {
    const markdown = (await digest('--format', 'markdown')).out;
    expect(markdown).toMatch(/^# \[架空電機、純利益が過去最高\]\(<https:\/\/kaku\.example\/told>\)/);
    expect(markdown.match(/^## /gm)).toHaveLength(11);
    const page = (await digest('--format', 'html')).out;
    expect(page.match(/<h2 /g)).toHaveLength(12);
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  test('with --date or --days is the record of these days, whole and without ranks', async () => {
    const { out } = await digest('--days', '2');
    expect(out).not.toContain('https://');
    expect(HEADLINES.filter((title) => out.includes(`${title}と発表した。`))).toHaveLength(15);
    expect((await digest('--days', '2', '--language', 'ja')).out).toMatch(/ - \d+月\d+日$/m);
    const { err, status } = await digest('--days', '2', '--limit', '3');
    expect([status, err]).toEqual([
      2,
      expect.stringContaining("'--limit <count>' cannot be used with option '--days"),
    ]);
  });

  test('as --mail is a message that a MIME parser reads, the same on the same day', async () => {
    const words = [
      '--mail',
      '--from',
      '瓦版 <news@kawaraban.example>',
      '--to',
      'a@example.com, B <b@example.com>',
    ];
    const { out, status } = await digest(...words);
    expect(status).toBe(0);
    const mail = await simpleParser(out);
    expect(mail.subject).toMatch(/^Japan business news, \w{3} \d\d: 架空電機、純利益が過去最高$/);
    expect([mail.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual([
      'a@example.com',
      'b@example.com',
    ]);
    expect(mail.text?.match(/^https:/gm)).toHaveLength(12);
    expect(String(mail.html).match(/<h2 /g)).toHaveLength(12);
    expect(mail.messageId).toMatch(/^<digest-\d{4}-\d\d-\d\d-[a-z2-7]{16}@kawaraban\.example>$/);
    const japanese = await simpleParser((await digest(...words, '--language', 'ja')).out);
    expect(japanese.subject).toMatch(/^日本のビジネスニュース \d+月\d+日: 架空電機、純利益が過去最高$/);
    expect(String(japanese.html)).toMatch(/<h1><a [^>]*>日本のビジネスニュース \d+月\d+日</);
    const again = await simpleParser((await digest(...words)).out);
    const other = await simpleParser((await digest(...words, '--limit', '3')).out);
    expect(again.messageId).toBe(mail.messageId);
    expect(other.messageId).not.toBe(mail.messageId);
  });

  test('as --mail needs addresses, from the command or the config', async () => {
    const { err, status } = await digest('--mail', '--to', 'a@example.com');
    expect([status, err]).toEqual([2, expect.stringContaining('give --from and --to, or set edition.mail')]);
    const nobody = await digest('--mail', '--to', 'nobody', '--from', 'news@kawaraban.example');
    expect([nobody.status, nobody.err]).toEqual([
      2,
      expect.stringContaining('--to: "nobody" is not a mail address'),
    ]);
  });

  test.each(['yesterday', '24', '2026-13-01'])('refuses --since %s', async (since) => {
    const { err, status } = await digest('--since', since);
    expect([status, err]).toEqual([2, expect.stringContaining('Write a duration before now, such as 24h')]);
  });
});
