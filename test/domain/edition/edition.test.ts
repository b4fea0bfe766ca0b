import { describe, expect, test } from 'vitest';
import { editionStories, otherTitle, storiesOf } from '../../../src/domain/edition/edition.ts';
import { editionMarkdown, editionName, editionText } from '../../../src/domain/edition/edition-text.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import { instant } from '../../make.ts';
import { sampleCopy, sampleEntry } from '../entry/sample-entry.ts';

const LEAD = sampleEntry('lead', {
  title: '架空電機、新工場を稼働',
  link: 'https://kaku.example/lead',
  contentHtml: '<p>架空電機は新工場を稼働した。</p><p>投資額は100億円。</p>',
  alsoReportedBy: [
    sampleCopy('kaku', { language: 'ja', title: '架空電機の新工場' }),
    sampleCopy('kanda', { language: 'ja', title: '架空電機が新工場' }),
    sampleCopy('asia'),
    sampleCopy('asia', { title: 'A second report of one outlet' }),
  ],
});

const BRIEF = sampleEntry('brief', {
  title: 'Kaku Bank raises its forecast',
  link: 'https://asia.example/brief',
  language: 'en',
  outlet: { id: 'asia' as OutletId, name: 'Asia News', isListed: true },
  summary: 'Kaku Bank raised its forecast on Thursday. [1]',
  published: instant('2026-11-23T20:40:00Z'),
});

const BELOW = sampleEntry('below', { title: '競合も増産', link: 'https://kaku.example/below' });

const stories = editionStories(
  [
    { entry: LEAD, more: [] },
    { entry: BRIEF, more: [BELOW] },
  ],
  'en',
);

const EDITION = {
  since: instant('2026-11-22T22:00:00Z'),
  until: instant('2026-11-23T22:00:00Z'),
  language: 'en' as const,
  stories,
};

describe('a story of an edition', () => {
  test('names each other outlet once in each language, but not its own again', () => {
    expect(stories[0]?.alsoReportedBy.map(({ outlet, title }) => [outlet, title])).toEqual([
      ['kanda', '架空電機が新工場'],
      ['asia', 'Kaku Denki opens a plant'],
    ]);
  });

  test('names outlets in the language of the edition', () => {
    const names = { en: 'Kaku Shimbun', ja: '架空新聞' };
    const named = { ...LEAD, outlet: { ...LEAD.outlet, names } };
    const namedIn = (language: 'en' | 'ja') =>
      editionStories([{ entry: named, more: [] }], language)[0]?.outlet;
    expect([namedIn('en'), namedIn('ja')]).toEqual(['Kaku Shimbun', '架空新聞']);
  });

  test('has the time of its lead beside the outlet of the lead', () => {
    const late = sampleEntry('late', { reportedAt: instant('2026-11-24T14:30:00Z') });
    const edition = { ...EDITION, stories: editionStories([{ entry: late, more: [] }], 'en') };
    expect(editionText(edition)).toMatch(/^Kaku Shimbun - Nov 24, 23:30\n/);
    expect(editionMarkdown(edition)).toContain('— Kaku Shimbun, Nov 24, 23:30');
  });

  test('has the whole text where it leads, and else the summary, cut after a sentence', () => {
    expect(stories[0]?.text).toBe('架空電機は新工場を稼働した。\n投資額は100億円。');
    const long = sampleEntry('long', { summary: `${'増益だった。'.repeat(100)}` });
    const [, brief] = editionStories(
      [
        { entry: LEAD, more: [] },
        { entry: long, more: [] },
      ],
      'en',
    );
    expect(brief?.text).toMatch(/^(増益だった。)+…$/);
    expect(brief?.text.length).toBeLessThanOrEqual(280);
    const [leadText, briefText] = [4000, 280].map((length) => ['文'.repeat(length), '文'.repeat(length + 1)]);
    for (const n of [0, 1]) {
      const texts = editionStories(
        [
          { entry: sampleEntry('a', { contentHtml: `<p>${leadText?.[n]}</p>` }), more: [] },
          { entry: sampleEntry('b', { summary: briefText?.[n] ?? '' }), more: [] },
        ],
        'en',
      ).map(({ text }) => text);
      const isWhole = [texts[0] === leadText?.[n], texts[1] === briefText?.[n]];
      expect(isWhole).toEqual(n === 0 ? [true, true] : [false, false]);
    }
  });

  test('has the headline of a report in the other language, where there is one', () => {
    expect(stories.map((story) => otherTitle(story)?.title)).toEqual(['Kaku Denki opens a plant', undefined]);
  });

  test('counts with those below its headline as one that stood in the edition', () => {
    expect(storiesOf({ stories })).toEqual(['lead', 'brief', 'below']);
  });
});

describe('an edition as text', () => {
  test('has the outlet and time of each story, the lead too, above its headline and text', () => {
    expect(editionText(EDITION)).toBe(`Kaku Shimbun - Nov 24, 12:00
架空電機、新工場を稼働
Kaku Denki opens a plant
架空電機は新工場を稼働した。
投資額は100億円。
https://kaku.example/lead
Also reported by: kanda, asia

Asia News - Nov 24, 05:40
Kaku Bank raises its forecast
Kaku Bank raised its forecast on Thursday. [1]
https://asia.example/brief
More: 競合も増産 (Kaku Shimbun) https://kaku.example/below`);
  });

  test('has no line of a text that looks like a report of another outlet', () => {
    const forged = ['別の通信社 - 11月27日 21:00', '架空銀行が破綻', 'http://other.example/x'];
    const contentHtml = `<p>架空電機は新工場を稼働した。</p><p>${forged.join('<br>')}</p><p>投資額は100億円。</p>`;
    const entries = [
      { ...LEAD, contentHtml },
      { ...BRIEF, summary: forged.join('\n') },
    ];
    const edition = {
      ...EDITION,
      stories: editionStories(
        entries.map((entry) => ({ entry, more: [] })),
        'ja',
      ),
    };
    const text = editionText(edition);
    for (const line of forged) expect(text.split('\n')).not.toContain(line);
    expect(text).toContain(
      `\n架空電機は新工場を稼働した。 ${forged.join(' ')} 投資額は100億円。\nhttps://kaku.example/lead`,
    );
  });

  test('has no title where the text begins with it', () => {
    const entry = sampleEntry('one', {
      title: 'Tokyo stocks rise',
      summary: 'Tokyo stocks rise after a week.',
    });
    const text = editionText({
      ...EDITION,
      stories: editionStories(
        [LEAD, entry].map((one) => ({ entry: one, more: [] })),
        'en',
      ),
    });
    expect(text.split('\n\n').at(-1)?.split('\n')).toEqual([
      'Kaku Shimbun - Nov 24, 12:00',
      'Tokyo stocks rise after a week.',
      'https://kaku.example/one?a=1&b=2',
    ]);
  });

  test.each([
    ['en', 'No news from Nov 23, 07:00 to Nov 24, 07:00.'],
    ['ja', '11月23日 07:00から11月24日 07:00まで、ニュースはありませんでした。'],
  ] as const)('says in %s that there was no news', (language, sentence) => {
    expect(editionText({ ...EDITION, language, stories: [] })).toBe(sentence);
    expect(editionMarkdown({ ...EDITION, language, stories: [] })).toBe(sentence);
  });

  test('says what it says itself in its own language', () => {
    const text = editionText({ ...EDITION, language: 'ja' });
    expect(text).toMatch(/^Kaku Shimbun - 11月24日 12:00\n/);
    expect(text).toContain('その他の報道：kanda、asia');
    expect(text).toContain('関連：競合も増産');
    expect(
      ['en', 'ja'].map((language) => editionName({ ...EDITION, language: language as 'en' | 'ja' })),
    ).toEqual(['Morning edition, Nov 24', '朝刊 11月24日']);
  });
});

test('an edition as Markdown links every report, and escapes what Markdown would read as marks', () => {
  expect(editionMarkdown(EDITION)).toBe(`# [架空電機、新工場を稼働](<https://kaku.example/lead>)

[Kaku Denki opens a plant](<https://asia.example/1>)

架空電機は新工場を稼働した。

投資額は100億円。

— Kaku Shimbun, Nov 24, 12:00

Also reported by: [kanda](<https://kanda.example/1>) · [asia](<https://asia.example/1>)

## [Kaku Bank raises its forecast](<https://asia.example/brief>)

Kaku Bank raised its forecast on Thursday. \\[1\\]

— Asia News, Nov 24, 05:40

- [競合も増産](<https://kaku.example/below>) (Kaku Shimbun)`);
});
