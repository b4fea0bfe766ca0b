import fc from 'fast-check';
import type { Entry } from '../../../src/domain/entry/entry.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { StoryId } from '../../../src/domain/story/story.ts';

/** What has broken feeds before, among all of Unicode. */
const HOSTILE = [
  ']]>',
  ']]>]]>',
  '<b>',
  '</title>',
  '<![CDATA[',
  '&amp;',
  '&lt;',
  '&',
  '"',
  "'",
  '⟦0⟧',
  '⟦7⟧',
  '\0',
  '\b',
  '\u001b',
  '\ufffe',
  '\uffff',
  '\ud83d',
  '\udc00',
  '\r',
  '\r\n',
  '\n',
  '\t',
  ' ',
  '\u0085',
  '\u2028',
  '\ufeff',
  '㈱髙𠮷①',
  '$&',
  '$1',
];

export const anyText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 8 })
  .map((parts) => parts.join(''));

const anyLink = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    '',
    '/relative',
    '//host',
    'javascript:alert(1)',
    'https://',
    'https://例え.jp/経済?q=日銀&a="<>',
    'mailto:a@b',
  ),
  anyText,
);

const anyMoment = fc
  .oneof(
    fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
    fc.date({ noInvalidDate: true }),
  )
  .map((date) => Temporal.Instant.fromEpochMilliseconds(date.getTime()));

const anyLanguage = fc.constantFrom<'en' | 'ja'>('en', 'ja');

const anyOutlet = fc.record(
  { id: anyText.map((id) => id as OutletId), name: anyText, home: anyLink, isListed: fc.boolean() },
  { requiredKeys: ['id', 'name', 'isListed'] },
);

const anyCopy = fc.record({
  outlet: fc.record({ id: anyText.map((id) => id as OutletId), name: anyText }),
  language: anyLanguage,
  title: anyText,
  link: anyLink,
  published: anyMoment,
});

/** An entry whose every text, link and date may be anything at all. */
export const anyEntry: fc.Arbitrary<Entry> = fc.record(
  {
    id: fc.oneof(
      fc.stringMatching(/^[a-z2-7]{16}$/).map((id) => `tag:kawaraban.example,2026:${id}`),
      anyText,
    ),
    story: anyText.map((id) => id as StoryId),
    title: anyText,
    link: anyLink,
    language: anyLanguage,
    outlet: anyOutlet,
    byline: anyText,
    summary: anyText,
    contentHtml: anyText,
    image: anyLink.map((url) => ({ url })),
    published: anyMoment,
    reportedAt: anyMoment,
    updated: anyMoment,
    tags: fc.array(
      fc.record({
        kind: fc.constantFrom<'company' | 'topic'>('company', 'topic'),
        key: anyText,
        label: anyText,
      }),
      { maxLength: 3 },
    ),
    alsoReportedBy: fc.array(anyCopy, { maxLength: 3 }),
    related: fc.array(
      fc.record(
        { story: anyText.map((id) => id as StoryId), title: anyText, language: anyLanguage },
        { requiredKeys: ['story'] },
      ),
      { maxLength: 2 },
    ),
  },
  {
    requiredKeys: [
      'id',
      'story',
      'title',
      'link',
      'language',
      'outlet',
      'published',
      'reportedAt',
      'updated',
      'tags',
      'alsoReportedBy',
      'related',
    ],
  },
);

/** What of a text any XML document can hold (XML 1.0 §2.2), said apart from the code under test. */
export const legal = (text: string): string =>
  Array.from(text)
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x20) return code === 9 || code === 10 || code === 13;
      return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
    })
    .join('');
