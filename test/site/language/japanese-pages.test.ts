import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../../src/domain/source/failure.ts';
import { adviceFor } from '../../../src/domain/source/health/advice.ts';
import type { HealthKind } from '../../../src/domain/source/source-state.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import en from '../../../src/site/language/en.json' with { type: 'json' };
import healthJa from '../../../src/site/language/health.ja.json' with { type: 'json' };
import { makeReader } from '../../../src/site/language/reader.ts';
import { healthText } from '../../../src/site/page/part/source-row.ts';
import { renderStatus } from '../../../src/site/page/status-page.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { openSite } from '../../daemon/support/open-site.ts';
import { makeStatus, statusOf } from '../../domain/source/support/make-status.ts';
import { makeArticle, makeOutlet, makeSource, makeStory, makeTopic, NOON } from '../../make.ts';
import { settings, view } from '../feed/merged-feed.ts';

const KAKU = makeOutlet('kaku', { name: 'Kaku Shimbun', nameJa: '架空新聞' });
const config = makeConfig({
  page: { ...makeConfig().page, language: 'ja' },
  feed: { ...makeConfig().feed, title: '経済ニュース', description: '日本の経済' },
  sources: [makeSource('kaku', { outlet: KAKU })],
  topics: [makeTopic('plants', 'Plants and equipment', '設備投資')],
  companies: [{ code: '9999' as CompanyCode, nameEn: 'Kaku Denki', nameJa: '架空電機', aliases: [] }],
});

/** The name of the site and the line below it are those that a new config has. */
const asShipped = {
  ...config,
  feed: { ...config.feed, title: en['site.title'], description: en['site.motto'] },
};

const reportOf = (id: string, hoursAgo: number) =>
  makeArticle(id, {
    title: `架空電機、新工場を稼働（${id}）`,
    published: NOON.subtract({ hours: hoursAgo }),
    outlet: { id: KAKU.id, name: KAKU.name },
    tags: [
      { kind: 'topic', key: 'plants' as TopicKey, evidence: [{ words: '新工場', where: 'title' }] },
      { kind: 'company', code: '9999' as CompanyCode, evidence: [{ words: '架空電機', where: 'title' }] },
    ],
  });

const STORIES = ['a', 'b', 'c'].map((id, n) =>
  makeStory(id, {
    published: NOON.subtract({ hours: n }),
    articles: [reportOf(id, n), reportOf(`${id}2`, n)],
  }),
);

/** What a reader reads or hears of a page, without code, other languages and the titles of feeds, which are in both. */
const spoken = (page: string): string => {
  const skipped: string[] = [];
  let text = '';
  const parser = new Parser(
    {
      onopentag: (name, { lang, class: classes = '', ...attributes }) => {
        const isSkipped = lang === 'en' || /^(code|script|style|link)$/.test(name) || classes === 'feed-link';
        if (skipped.length > 0 || isSkipped) skipped.push(name);
        else
          for (const key of ['content', 'aria-label', 'title', 'placeholder', 'alt'])
            text += `\n${attributes[key] ?? ''}`;
      },
      ontext: (piece) => {
        if (skipped.length === 0) text += piece;
      },
      onclosetag: () => {
        skipped.pop();
      },
    },
    { decodeEntities: true },
  );
  parser.end(page);
  return text;
};

/** Words of Latin letters that Japanese text has, too. */
const USUAL =
  /\b(RSS|Atom|JSON|Feed|OPML|JST|MB|kB|OK|JavaScript|Kawaraban|kawaraban|User-Agent|Kaku Denki|light dark)\b/g;

const englishIn = (page: string): readonly string[] =>
  spoken(page)
    .replace(USUAL, '')
    .split('\n')
    .filter((line) => /[A-Za-z]{3,}[ ’][A-Za-z]{2,}|^\s*[A-Z][a-z]{2,}\s*$/.test(line));

describe('the advice for a source in Japanese', () => {
  const reader = makeReader({ language: 'ja', base: '' });
  const adviceOf = (kind: HealthKind, whatToDo?: string): string | undefined => {
    const source = statusOf('kaku', kind);
    const health = {
      kind,
      since: source.health.since,
      why: 'why',
      ...(whatToDo === undefined ? {} : { whatToDo }),
    };
    return healthText({ ...source, health }, reader).whatToDo?.text;
  };

  test('is absent if the source has no advice, as while the new address of a moved feed fails', () => {
    expect(adviceOf('moved')).toBeUndefined();
    expect(adviceOf('moved', 'Write the new one.')).toContain('書き換えてください');
  });

  test.each<[english: RegExp, japanese: string]>([
    [/wait/, '待'],
    [/wait a day/, '1日待'],
    [/if this continues/, '続く場合'],
    [/another endpoint/, '別の取得先'],
    [/another URL/, '別のURL'],
    [/new URL/, '新しいURL'],
    [/same URL/, '同じURL'],
    [/browser/, 'ブラウザー'],
    [/arrives/, '行き着いた先のURL'],
    [/none,/, 'どこにも行き着かない場合'],
    [/the outlet’s site/, '媒体のサイト'],
    [/report it to the outlet/, '媒体に知らせ'],
    [/ask the outlet/, '媒体に問い合わせ'],
    [/remove the endpoint/, 'この取得先を削除'],
    [/trust the network/, 'ネットワークを信頼できる場合'],
    [/check the URL and the name server/, 'URLとネームサーバーを確認'],
    [/clock/, '時計を確認'],
    [/NODE_EXTRA_CA_CERTS/, 'NODE_EXTRA_CA_CERTS'],
    [/has moved/, '移転していない'],
    [/fetch\.timeout/, 'fetch.timeout'],
    [/fetch\.maxBytes/, 'fetch.maxBytes'],
    [/fetch\.ports/, 'fetch.ports'],
    [/fetch\.allowPrivateAddresses/, 'fetch.allowPrivateAddresses'],
    [/userAgent/, 'userAgent'],
    [/headers/, 'headers'],
    [/every/, 'every'],
    [/http:\/\//, 'http://'],
  ])('names what the English advice names: %s', (english, japanese) => {
    const failures = Object.entries(healthJa.failures);
    const saidIn = (says: (kind: FailureKind, text: string) => boolean) =>
      failures
        .filter(([kind, text]) => says(kind as FailureKind, text.why + text.whatToDo))
        .map(([kind]) => kind);
    const expected = saidIn((kind) => english.test(adviceFor(kind)));
    expect(expected).not.toEqual([]);
    expect(saidIn((_, text) => text.includes(japanese))).toEqual(expected);
  });

  test('is the English sentence if only that exists, as for an endpoint that stands in', () => {
    expect(adviceOf('ok', 'Put `b` first.')).toBe('<span lang="en">Put <code>b</code> first.</span>');
  });
});

test('the reason for the health of a source in Japanese ends with the English one if the last poll failed', () => {
  const reader = makeReader({ language: 'ja', base: '' });
  const source = statusOf('kaku', 'ok');
  const why = (status: typeof source) => healthText(status, reader).why.text;
  expect(why(source)).not.toContain('it is ok');
  expect(why({ ...source, failure: 'timeout' })).toContain('<br><span lang="en">it is ok</span>');
});

test('a Japanese page leaves out the English reason for the health of a source if it adds nothing', () => {
  const reader = makeReader({ language: 'ja', base: '' });
  const why = (kind: HealthKind, failure?: FailureKind) =>
    healthText({ ...statusOf('kaku', kind), ...(failure && { failure }) }, reader).why.text;
  expect(why('gone', 'gone')).toBe('フィードの配信が終了しました（410）。');
  expect(why('gone', 'not-found')).toBe('このURLにフィードがありません（404）。');
  expect(why('gone')).toBe('フィードの配信が終了しました。');
  expect(why('new')).toBe('まだ取得していません。');
  expect(why('gone', 'dns')).toContain('<br><span lang="en">it is gone</span>');
});

describe('in Japanese no English is left', () => {
  test.each([
    '/',
    '/?topic=plants',
    '/2026-11-24',
    '/2026-11-25',
    '/top',
    '/search',
    '/search?q=%E6%96%B0%E5%B7%A5%E5%A0%B4',
    '/search?q=x%E3%81%AA%E3%81%84',
    '/status',
    '/config',
    '/topics/plants',
    '/companies/9999',
    '/stories/a',
    '/days',
    '/topics',
    '/companies',
    '/outlets',
    '/archive',
    '/edition',
    '/outlets/kaku',
    '/languages/ja',
    '/nothing',
    '/topics/plant',
  ])('on %s', async (address) => {
    const { ask } = await openSite(STORIES, address === '/config' ? config : asShipped, {
      configProblems: () => ['kawaraban.yaml:1:1: it is wrong'],
    });
    const page = String((await ask(address))?.body);
    expect(page).toContain('<html lang="ja">');
    expect(englishIn(page)).toEqual([]);
    expect(spoken(page)).not.toMatch(/\{\w+\}/);
  });

  test('on the page of what failed', async () => {
    const { failed } = await openSite([], config);
    expect(englishIn(String(failed('/', new URLSearchParams()).body))).toEqual([]);
  });

  test.each([
    'ok',
    'new',
    'quiet',
    'stale',
    'flooding',
    'moved',
    'blocked',
    'gone',
    'broken',
  ] satisfies HealthKind[])('in what is said of a source that is %s', (kind) => {
    const reader = makeReader({ language: 'ja', base: '' });
    for (const failure of ['dns', undefined] satisfies (FailureKind | undefined)[]) {
      const source = {
        ...statusOf('kaku', kind),
        ...(failure === undefined ? {} : { failure }),
        truncated: 3,
      };
      const outlet = { ...source.outlet, nameJa: '架空新聞' };
      const page = renderStatus({ settings, view, reader, status: makeStatus([{ ...source, outlet }]) });
      expect(englishIn(page.slice(page.indexOf('<main')))).toEqual([]);
    }
  });
});
