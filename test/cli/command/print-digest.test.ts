import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import { announceStory, createStory } from '../../../src/domain/story/grow-story.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { makeArticle } from '../../make.ts';
import { openedStore } from '../../store/opened-store.ts';
import { type Installation, install } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';

const BEGAN = Temporal.Now.instant();

/** A story of one report; minutes are counted back from now. */
const storyOf = (id: string, minutesAgo: number, rest: Partial<Article> = {}): Story => {
  const published = BEGAN.subtract({ minutes: minutesAgo });
  const article = makeArticle(id, { title: `第${id}工場が稼働`, published, firstSeenAt: published, ...rest });
  const first = createStory(
    article,
    { article: article.id, reason: 'first', detail: '' },
    'kawaraban.example,2026',
  );
  return announceStory(first, published);
};

const MAIL = `edition:
  mail:
    to: [reader@one.example, other@two.example]
    from: news@kawaraban.example
`;

let at: Installation;
beforeAll(async () => {
  at = await install([{ id: 'kaku', url: 'https://kaku.example/feed' }], MAIL);
  await mkdir(at.data);
  const store = await openedStore(at.data, { now: () => BEGAN });
  const stories = [
    storyOf('1', 24 * 60 - 10),
    storyOf('2', 24 * 60 + 10),
    storyOf('3', 30, { language: 'en', title: 'A third plant opens' }),
  ];
  await store.commit({ stories, drops: [], states: [] });
  await store.close();
});
afterAll(() => at.remove());

const digest = (...words: readonly string[]) => kawarabanHere(at, 'digest', ...words);
const linksIn = (text: string): readonly string[] => text.match(/https:\/\/kaku\.example\/\d/g) ?? [];

describe('the edition that digest prints', () => {
  test('has the news of the last 24 hours, or of the time that is given', async () => {
    const short = await digest();
    expect([short.status, short.err]).toEqual([0, '']);
    expect(linksIn(short.out).toSorted()).toEqual(['https://kaku.example/1', 'https://kaku.example/3']);
    const long = await digest('--since', '25h');
    expect(linksIn(long.out).toSorted()).toHaveLength(3);
  });

  test('has stories in one language alone, and says where none is', async () => {
    const english = await digest('--language', 'en', '--since', '48h');
    expect([english.status, english.err, linksIn(english.out)]).toEqual([0, '', ['https://kaku.example/3']]);
    const none = await digest('--language', 'ja', '--since', '1h');
    expect(none).toEqual({
      status: 0,
      out: expect.stringMatching(/^\d+月.*ニュースはありませんでした。\n$/),
      err: 'No stored story matches. Choose an earlier time with --since, or leave out --topic or --language; `kawaraban sources` says whether the sources bring news.\n',
    });
  });

  test('is text, Markdown or a page, of as many stories as are asked for', async () => {
    const as = async (format: string) => (await digest('--format', format, '--limit', '1')).out;
    const [text, markdown, html] = [await as('text'), await as('markdown'), await as('html')];
    expect(text).not.toMatch(/^#|</);
    expect(markdown).toMatch(/^#[\s\S]*\]\(<https:/);
    expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    for (const out of [text, markdown, html]) expect(new Set(linksIn(out)).size).toBe(1);
  });

  test('needs a topic that there is, and addresses that can be used', async () => {
    expect(await digest('--topic', 'nope')).toEqual({
      status: 2,
      out: '',
      err: expect.stringMatching(/^"nope" is not a topic of topics\.yaml; it has .+\n$/),
    });
    for (const to of ['nobody', 'nobody, c@one.example', '"A, B" <a@one.example>, C <nobody>'])
      expect(await digest('--mail', '--to', to)).toEqual({
        status: 2,
        out: '',
        err: '--to: "nobody" is not a mail address; write one such as reader@example.com.\n',
      });
    expect((await digest('--mail', '--from', 'nobody')).err).toBe(
      'The message cannot be written: the sender is not a mail address. Correct --from or --to, or edition.mail in kawaraban.yaml.\n',
    );
    const without = await install([{ id: 'kaku', url: 'https://kaku.example/feed' }]);
    onTestFinished(without.remove);
    for (const given of [[], ['--to', 'a@one.example'], ['--from', 'a@one.example']]) {
      const { status, err } = await kawarabanHere(
        { ...without, data: at.data },
        'digest',
        '--mail',
        ...given,
      );
      expect([status, err]).toEqual([
        2,
        'A message needs a sender and a recipient: give --from and --to, or set edition.mail in kawaraban.yaml.\n',
      ]);
    }
  });

  test('as a message goes to those whom the config names, or to whom the command names', async () => {
    const { out, status, err } = await digest('--mail');
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^To: reader@one\.example, other@two\.example$/m);
    expect(out).toMatch(/^From: news@kawaraban\.example$/m);
    const idIn = (text: string) => /^Message-ID: (.*)$/m.exec(text)?.[1];
    expect(idIn(out)).toMatch(/^<digest-\d{4}-\d\d-\d\d-\w{16}@kawaraban\.example>$/);
    const other = await digest(
      '--mail',
      '--to',
      'x@three.example',
      '--from',
      'y@three.example',
      '--since',
      '2h',
    );
    expect(other.out).toMatch(/^To: x@three\.example$/m);
    expect(other.out).toMatch(/^From: y@three\.example$/m);
    expect(idIn(other.out)).not.toBe(idIn(out)?.replace('@kawaraban.example', '@three.example'));
  });
});

describe('the record that digest prints', () => {
  const day = (daysAgo: number): string =>
    BEGAN.toZonedDateTimeISO('Asia/Tokyo').subtract({ days: daysAgo }).toPlainDate().toString();

  test('is of one day that is given, and of as many days before it as are asked for', async () => {
    const titles = async (...words: readonly string[]) =>
      (await digest(...words)).out.match(/第\d工場が稼働|A third plant opens/g) ?? [];
    const dayOf = (minutesAgo: number): string =>
      BEGAN.subtract({ minutes: minutesAgo }).toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString();
    const last = dayOf(30);
    const count = [30, 24 * 60 - 10, 24 * 60 + 10].filter((minutes) => dayOf(minutes) === last).length;
    expect(new Set(await titles('--date', last)).size).toBe(count);
    expect(new Set(await titles('--date', last, '--days', '3', '--format', 'markdown')).size).toBe(3);
  });

  test('of days without news is empty, and says what to do', async () => {
    expect(await digest('--date', day(10))).toEqual({
      status: 0,
      out: '',
      err: 'No stored story matches. Choose other days with --date and --days, or leave out --topic or --language; `kawaraban sources` says whether the sources bring news.\n',
    });
  });

  test('as HTML is one page in the language that is asked for, with the stories in it', async () => {
    const { out, err } = await digest('--days', '3', '--language', 'ja', '--format', 'html');
    expect(err).toBe('');
    expect(out).toMatch(/^<!doctype html>\n<html lang="ja">/);
    expect(out).toContain('第1工場');
    expect(out).not.toContain('third plant');
  });

  test('as HTML names its topic and language, and offers their feeds', async () => {
    const words = ['--days', '3', '--topic', 'earnings', '--language', 'ja', '--format', 'html'];
    const { out } = await digest(...words);
    expect(/<h1>.*<\/h1>/.exec(out)?.[0]).toContain('決算');
    expect(out).toMatch(/<title>[^<]*決算/);
    expect([...out.matchAll(/<link rel="alternate".* href="([^"]*)"/g)].map(([, to]) => to)).toEqual(
      ['rss', 'atom', 'json'].map((format) =>
        expect.stringMatching(new RegExp(`/feed\\.${format}\\?(.*&amp;)?topic=earnings`)),
      ),
    );
    const whole = await digest('--days', '3', '--format', 'html');
    expect(whole.out).toMatch(/<h1 class="name">/);
  });
});
