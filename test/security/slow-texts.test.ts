import { describe, expect, test } from 'vitest';
import { matchWord } from '../../src/config/build/build-rules.ts';
import { canonicalUrl } from '../../src/domain/article/canonical-url.ts';
import { htmlToText } from '../../src/domain/item/html-to-text.ts';
import { readOpml } from '../../src/read/read-opml.ts';
import { prose } from '../../src/site/page/part/prose.ts';
import { withKeys } from '../config/broken.ts';
import { configWith } from '../config/load.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeSource, NOON } from '../make.ts';
import { publishAttack, rssOfMany } from './publish-attack.ts';

/** Far beyond what any of it takes, so that a busy machine fails no test. */
const CPU_LIMIT_MS = 10_000;

const cpuMsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};

/** As much as a title may bring. */
const LONG = 8_192;

const filled = (unit: string, length = LONG): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const itemsOf = (titles: readonly string[], inside = ''): readonly string[] =>
  titles.map((title, n) => `<title>${title}</title><link>https://kaku.example/${n}</link>${inside}`);

/** An editor's rule for a word that no text has. */
const ruleOf = (field: 'summary' | 'title') => ({
  conditions: [{ field, written: '倒産', matches: matchWord('倒産') }],
  place: { file: 'sources.yaml', line: 1, column: 1 },
});

describe('ReDoS', () => {
  test.each(['(a+)+$', '(a|a)*b', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){12}', '(a{1,30}){1,30}b'])(
    'an editor’s rule /%s/ ends on the text that is made for it',
    async (pattern) => {
      const rules = `include: [{ any: '/${pattern}/' }]\nexclude: [{ title: '/${pattern}x/' }]\ntitleRules: [{ suffix: '/${pattern}y/' }]`;
      const { sources } = await configWith({ 'sources.yaml': withKeys(rules) });
      const [{ include, exclude, titleRules } = makeSource('none')] = sources;
      expect([include.length, exclude.length, titleRules.length]).toEqual([1, 1, 1]);
      const items = itemsOf([`${filled('a')}!`], `<description>${filled('a', 100_000)}!</description>`);
      const attack = () => publishAttack(rssOfMany(items), 'text/xml', { include, exclude, titleRules });
      expect(await cpuMsOf(attack)).toBeLessThan(CPU_LIMIT_MS);
    },
  );

  test('no pattern of our own hangs on a headline, whatever it repeats', async () => {
    const units = [
      '「',
      '倒産',
      'コメ',
      '東京',
      '輸出',
      '人口',
      '総裁',
      '社長',
      '首相',
      '長官',
      '不通',
      '大臣',
    ];
    const more = ['1', '1,', '1兆', '2026年3月期', ' - a', 'a.', '&amp;', 'A', '[', 'a\u0300', 'ア', '。'];
    const titles = [...units, ...more].flatMap((unit) =>
      ['1', '工場', '決算、'].map((start) => `${start}${filled(unit)}`),
    );
    const spent = await cpuMsOf(async () => {
      // A headline of nothing but such a word is judged, and mostly dropped.
      const { articles, report } = await publishAttack(rssOfMany(itemsOf(titles)));
      expect(articles.length + (report?.dropped ?? 0)).toBe(titles.length);
      expect(articles.length).toBeGreaterThan(40);
    });
    expect(spent).toBeLessThan(CPU_LIMIT_MS);
  });

  test('nor does one hang on a date, an author, a language or a body', async () => {
    const inside = ['2026-', '1', ' ', 'a@', '(', '&lt;a ', '&lt;', '/', 'Mon, '].map((unit, n) => {
      const text = filled(unit, 100_000);
      return `<title>${['港', '橋', '畑', '駅', '塔', '池', '森', '丘', '湖'][n]}の新工場</title><link>https://kaku.example/${encodeURIComponent(unit)}</link><author>${text}</author><dc:date>${text}</dc:date><description>${text}</description>`;
    });
    const spent = await cpuMsOf(async () => {
      const { articles } = await publishAttack(rssOfMany(inside, `<language>${filled('a-')}</language>`));
      expect(articles.length).toBe(inside.length);
    });
    expect(spent).toBeLessThan(CPU_LIMIT_MS);
  });
});

describe('algorithmic complexity', () => {
  test('names and titles without end are cut, so that no page grows beyond reason', async () => {
    const name = filled('架空 太郎 ');
    const names = Array.from(
      { length: 2 },
      (_, n) => `<author>${n}${name}</author><category>${n}${name}</category>`,
    );
    const titles = Array.from({ length: 30 }, (_, n) => `第${n}${filled('工場を稼働 ')}`);
    const { articles, published } = await publishAttack(rssOfMany(itemsOf(titles, names.join(''))));
    expect(articles.length).toBe(titles.length);
    for (const [path, text] of published) expect(text.length, path).toBeLessThan(100_000);
  });

  test('an address, id, title or body without end of a JSON Feed is cut as that of RSS is', async () => {
    const end = 'a'.repeat(2_000_000);
    const titles = ['架空電機、新工場を稼働', '見本商事の社長が交代へ'];
    const [first, second] = titles.map((title) => ({
      title,
      date_published: '2026-11-24T02:30:00Z',
      id: title,
    }));
    const items = [
      { ...first, url: `https://kaku.example/${end}` },
      {
        ...second,
        id: end,
        title: `${second?.title}${end}`,
        url: 'https://kaku.example/b',
        content_text: end,
      },
    ];
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: 'https://kaku.example/',
      items,
    };
    const { articles, published } = await publishAttack(JSON.stringify(feed), 'application/json');
    expect(articles.length).toBe(titles.length);
    for (const { content: _, ...rest } of articles) expect(JSON.stringify(rest).length).toBeLessThan(50_000);
    // The body itself may be published, up to its limit.
    for (const [path, text] of published) expect(text.length, path).toBeLessThan(1_200_000);
  });

  test('combining marks without end, which take long to sort, are left out of titles and bodies', async () => {
    const marks = '\u0315\u0300'.repeat(250_000);
    const thirty = marks.slice(0, 30);
    const body = `<description><![CDATA[${marks}${`<b>${thirty}</b>`.repeat(5_000)}]]></description>`;
    const titles = ['架空電機、新工場を稼働', `見本商事の社長が交代へ${marks}`];
    const rules = { exclude: [ruleOf('summary')] };
    const spent = await cpuMsOf(async () => {
      const { articles } = await publishAttack(rssOfMany(itemsOf(titles, body)), 'text/xml', rules);
      expect(articles.length).toBe(titles.length);
    });
    expect(spent).toBeLessThan(CPU_LIMIT_MS);
  });

  test('half a million attributes and a hundred thousand levels cost their own item alone', async () => {
    const attributes = Array.from({ length: 500_000 }, (_, n) => `a${n}="1"`).join(' ');
    const levels = '<b>'.repeat(100_000);
    const items = [`<x ${attributes}>1</x>`, `<description>${levels}</description>`, levels];
    const titles = ['架空電機、新工場を稼働', '見本商事の社長が交代へ', '例示銀行、住宅ローン金利を引き上げ'];
    const spent = await cpuMsOf(async () => {
      const document = rssOfMany(
        titles.flatMap((title, n) => itemsOf([title], `<guid>${n}</guid>${items[n]}`)),
      );
      const { articles } = await publishAttack(document);
      expect(articles.map(({ title }) => title).toSorted()).toEqual(titles.toSorted());
    });
    expect(spent).toBeLessThan(CPU_LIMIT_MS);
  });

  test('a list of subscriptions with a hundred thousand folders inside each other is read', async () => {
    const outlines = '<outline text="folder"><outline text="a" xmlUrl="https://a.example/"/>'.repeat(100_000);
    const spent = await cpuMsOf(async () => {
      const read = readOpml(Buffer.from(`<opml><body>${outlines}`));
      expect(read.kind === 'read' && read.feeds.length).toBe(100_000);
    });
    expect(spent).toBeLessThan(CPU_LIMIT_MS);
  });

  test('a long address or search costs no more than a short one is worth', async () => {
    const { ask } = await openSite([]);
    const spent = await cpuMsOf(async () => {
      for (const unit of ['a', 'ア', '/', '%', '%2e', '"', 'a ', '日銀', '-', 'toyota']) {
        const text = filled(unit, 16_000);
        for (const room of ['', 'topics/', 'companies/', 'outlets/', 'stories/', 'search?q='])
          await ask(`/${room}${text}`);
      }
    });
    expect(spent).toBeLessThan(CPU_LIMIT_MS);
  });

  test('an address of a thousand parts that do not name its page costs milliseconds', async () => {
    const query = `?${'a&'.repeat(2_000)}`;
    const addresses = [
      ...['/amp', '/index.html', '/a/..;jsessionid=1', '/amp/1'].map(
        (part) => `https://kaku.example${part.repeat(1_000)}${query}`,
      ),
      `https://${'www.'.repeat(1_000)}kaku.example/${query}`,
    ];
    // Each took more than a second.
    const spent = await cpuMsOf(async () => addresses.forEach(canonicalUrl));
    expect(spent).toBeLessThan(CPU_LIMIT_MS / 10);
  });

  test('fifty thousand parameters with the time of the poll, each in two addresses, cost seconds at most', async () => {
    const seconds = NOON.epochMilliseconds / 1000;
    const linkOf = (n: number) => {
      const stamps = Array.from({ length: 190 }, (_, k) => `p${n >> 1}x${k}=${seconds}`);
      return `https://kaku.example/${n}?${stamps.join('&')}`;
    };
    const items = Array.from(
      { length: 500 },
      (_, n) => `<title>架空電機 ${n}</title><link><![CDATA[${linkOf(n)}]]></link>`,
    );
    const spent = await cpuMsOf(async () => {
      const { articles } = await publishAttack(rssOfMany(items));
      expect(articles.at(-1)?.canonicalUrl).not.toContain('?');
    });
    // It took half a minute.
    expect(spent).toBeLessThan(CPU_LIMIT_MS);
  });

  test.each<readonly [string, (text: string) => unknown, string]>([
    ['HTML as text', htmlToText, '<'],
    ['a sentence of a page', prose, '“'],
  ])('%s takes milliseconds for 100,000 marks that open something', async (_, read, mark) => {
    // Each took more than five seconds.
    const spent = await cpuMsOf(async () => void read(mark.repeat(100_000)));
    expect(spent).toBeLessThan(CPU_LIMIT_MS / 10);
  });
});
