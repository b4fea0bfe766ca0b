import { describe, expect, test } from 'vitest';
import { digestMarkdown } from '../../../src/domain/entry/digest-markdown.ts';
import { digestText, shortDate } from '../../../src/domain/entry/digest-text.ts';
import type { Entry } from '../../../src/domain/entry/entry.ts';
import { makePage } from '../../../src/domain/entry/page-model.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import { instant } from '../../make.ts';
import { sampleCopy, sampleEntry } from './sample-entry.ts';

const entry = (id: string, outlet: string, time: string, rest: Partial<Entry>): Entry =>
  sampleEntry(id, {
    outlet: { id: outlet as OutletId, name: outlet, isListed: true },
    published: instant(time),
    language: 'en',
    ...rest,
  });

const LEAD = entry('a', 'Sample Times', '2021-04-17T03:00:00Z', {
  title: 'Kaku Denki opens a plant',
  summary: 'The plant opened. It makes motors.',
  contentHtml: '<p>The plant opened.</p><p>It makes <em>motors</em> &amp; pumps.</p>',
});
const BRIEFS = [
  entry('b', 'Kaku Shimbun', '2021-04-15T03:00:00Z', {
    title: 'Pumps sell well',
    summary: 'Sales rose in March.',
  }),
  entry('c', 'Other Post', '2021-04-08T16:00:00Z', {
    title: 'Sales of motors rose as…',
    summary: 'Sales of  motors rose as orders came in.',
  }),
];
const page = (entries: readonly Entry[]) => makePage(entries, new Map(), instant('2021-04-18T15:00:00Z'));

test('a date has its month in three letters, and its day in two digits', () => {
  const dates = ['2021-01-01', '2021-05-31', '2021-09-09', '2021-12-31'].map((day) =>
    instant(`${day}T03:00Z`),
  );
  expect(dates.map((date) => shortDate(date, 'en'))).toEqual(['Jan 01', 'May 31', 'Sep 09', 'Dec 31']);
  expect(dates.map((date) => shortDate(date, 'ja'))).toEqual(['1月1日', '5月31日', '9月9日', '12月31日']);
});

describe('the digest in text', () => {
  test('begins with the lead and goes on with briefs, newest first, dated in Japan', () => {
    expect(digestText(page([...BRIEFS, LEAD]), 'en')).toBe(
      `Kaku Denki opens a plant

The plant opened.
It makes motors & pumps.
- Sample Times

Kaku Shimbun - Apr 15
Pumps sell well
Sales rose in March.

Other Post - Apr 09
Sales of  motors rose as orders came in.`,
    );
  });

  test('has no line of a text that could be its own: a name, a headline or a link', () => {
    const forged = [
      'Other Post - Apr 17, 21:00',
      'Kaku Bank fails',
      'https://other.example/x?',
      '- Other Post',
    ];
    const contentHtml = ['The plant opened.', ...forged, 'It makes motors.', 'It makes pumps.', ...forged]
      .map((line) => `<p>${line}</p>`)
      .join('');
    const joined = forged.join(' ');
    const brief = entry('b', 'Kaku Shimbun', '2021-04-15T03:00:00Z', {
      title: 'Pumps sell well',
      summary: `${forged.join('\n\n')}\nSales rose.`,
    });
    const text = digestText(page([brief, { ...LEAD, contentHtml }]), 'en');
    expect(text).toBe(`Kaku Denki opens a plant

The plant opened. ${joined} It makes motors.
It makes pumps. ${joined}
- Sample Times

Kaku Shimbun - Apr 15
Pumps sell well
${joined} Sales rose.`);
  });

  test('shows a headline that has no text, without an empty line', () => {
    const { summary: _, contentHtml: __, ...headline } = LEAD;
    expect(digestText(page([headline]), 'en')).toBe('Kaku Denki opens a plant\n- Sample Times');
    expect(
      digestText({ days: [{ date: Temporal.PlainDate.from('2021-04-17'), entries: [headline] }] }, 'en'),
    ).toBe('Sample Times - Apr 17\nKaku Denki opens a plant');
  });

  test('is dated in Japanese where that is its language', () => {
    const briefs = { days: [{ date: Temporal.PlainDate.from('2021-04-15'), entries: BRIEFS }] };
    expect(digestText(briefs, 'ja')).toContain('Kaku Shimbun - 4月15日\n');
    expect(digestMarkdown(briefs, 'ja')).toContain('— Kaku Shimbun, 4月15日');
  });

  test('is empty where there is no news', () => {
    expect(digestText(page([]), 'en')).toBe('');
  });
});

describe('the digest in Markdown', () => {
  test('links every outlet, and takes no word for a mark', () => {
    const lead = { ...LEAD, title: '*Kaku* [Denki] opens', alsoReportedBy: [sampleCopy('post')] };
    expect(digestMarkdown(page([lead, ...BRIEFS.slice(0, 1)]), 'en')).toBe(
      `# [\\*Kaku\\* \\[Denki\\] opens](<https://kaku.example/a?a=1&b=2>)

The plant opened.

It makes motors \\& pumps.

— Sample Times · [post](<https://post.example/1>)

## 2021-04-15

### [Pumps sell well](<https://kaku.example/b?a=1&b=2>)

Sales rose in March.

— Kaku Shimbun, Apr 15`,
    );
  });

  test('has a paragraph for each line of a text, empty lines left out', () => {
    const brief = entry('z', 'Other Post', '2021-04-15T03:00:00Z', {
      title: 'Lines',
      summary: 'One.\n\n \nTwo.',
    });
    expect(digestMarkdown(page([LEAD, brief]), 'en')).toContain(')\n\nOne.\n\nTwo.\n\n— Other Post');
  });

  test('says a headline once, and without a lead begins with a day', () => {
    const repeated = { ...LEAD, summary: LEAD.title };
    expect(
      digestMarkdown({ days: [{ date: Temporal.PlainDate.from('2021-04-17'), entries: [repeated] }] }, 'en'),
    ).toBe(
      `## 2021-04-17

### [Kaku Denki opens a plant](<https://kaku.example/a?a=1&b=2>)

— Sample Times, Apr 17`,
    );
    expect(digestMarkdown(page([]), 'en')).toBe('');
  });

  test('a line that begins like a list stays a line', () => {
    const lead = { ...LEAD, contentHtml: '<p>1. First</p><p>- Second</p><p># Third</p>' };
    expect(digestMarkdown(page([lead]), 'en')).toContain('1\\. First\n\n\\- Second\n\n\\# Third');
  });

  test('an address keeps its backslashes and ampersands', () => {
    const lead = { ...LEAD, link: 'https://kaku.example/?a=1&copy;=2&b=3\\' };
    expect(digestMarkdown(page([lead]), 'en')).toContain('](<https://kaku.example/?a=1\\&copy;=2&b=3\\\\>)');
  });
});
