import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { insertSources } from '../../../src/config/write/insert-sources.ts';
import type { NewSource } from '../../../src/domain/source/propose/propose-source.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';

const fresh = (id: string, rest: Partial<NewSource> = {}): NewSource => ({
  id,
  outlet: 'Kaku News',
  language: 'en',
  scope: 'japan',
  timezone: 'UTC',
  endpoint: `https://${id}.example/feed`,
  enabled: true,
  remarks: ['Seen.'],
  ...rest,
});

const insert = (text: string, ...sources: readonly NewSource[]) => {
  const inserted = insertSources(text, sources);
  if (inserted.kind === 'unfit') throw new Error(inserted.reason);
  return inserted;
};

const SOURCE = (id: string, indent = '  ') =>
  `${indent}- id: ${id}\n${indent}  outlet: Aa\n${indent}  language: ja\n${indent}  scope: japan\n${indent}  endpoints: [https://${id}.example/]\n`;

const LINES = (indent: string) =>
  `${indent}# Seen.\n${indent}- id: new\n${indent}  outlet: Kaku News\n${indent}  language: en\n${indent}  scope: japan\n${indent}  timezone: UTC\n${indent}  endpoints: [https://new.example/feed]\n`;

describe('inserting a source into the text of sources.yaml', () => {
  test('follows the indentation and the blank lines of the file', () => {
    const airy = `sources:\n${SOURCE('a')}\n${SOURCE('b')}`;
    expect(insert(airy, fresh('new')).text).toBe(`${airy}\n${LINES('  ')}`);
    const dense = `sources:\n${SOURCE('a')}${SOURCE('b')}`;
    expect(insert(dense, fresh('new')).text).toBe(dense + LINES('  '));
    const flush = `sources:\n${SOURCE('a', '')}${SOURCE('b', '')}`;
    expect(insert(flush, fresh('new')).text).toBe(flush + LINES(''));
    const deep = 'sources:\n    -   id: a\n        outlet: Aa\n';
    expect(insert(deep, fresh('new')).text).toContain('\n    -   id: new\n        outlet: Kaku News\n');
    const apart = 'sources:\n  -\n    id: a\n    outlet: Aa\n';
    expect(insert(apart, fresh('new')).text).toContain('\n  - id: new\n    outlet: Kaku News\n');
  });

  test('stays before the keys and the comments that follow the list', () => {
    const before = `sources:\n${SOURCE('a')}${SOURCE('b')}  # - id: c\n  #   outlet: Cc\n`;
    const after = '\n# About outlets.\noutlets:\n  - { id: aa, name: Aa }\n';
    expect(insert(before + after, fresh('new')).text).toBe(before + LINES('  ') + after);
  });

  test('writes the line ends of the file, and leaves a byte order mark where it is', () => {
    const text = `\ufeff${`sources:\n${SOURCE('a')}${SOURCE('b')}`.replaceAll('\n', '\r\n')}`;
    expect(insert(text, fresh('new')).text).toBe(text + LINES('  ').replaceAll('\n', '\r\n'));
  });

  test('takes a file without a newline at its end', () => {
    const text = `sources:\n${SOURCE('a')}${SOURCE('b')}`.trimEnd();
    const { text: all, lines } = insert(text, fresh('new'));
    expect(all).toBe(`${text}\n${LINES('  ')}`.trimEnd());
    expect(lines.map((line) => all.split('\n')[line - 1])).toEqual(['  - id: new']);
  });

  test('fills an empty list, in the place of its brackets', () => {
    const [before, after] = ['# Ours.\nsources:', '\n# More.\noutlets: []\n'];
    for (const [empty, kept] of [
      [' []\n', '\n'],
      [' [ ]   # Nothing yet.\n', '   # Nothing yet.\n'],
      ['\n  []\n', '\n'],
    ]) {
      const { text, lines } = insert(before + empty + after, fresh('new'));
      expect(text).toBe(before + kept + LINES('  ') + after);
      expect(text.split('\n')[(lines[0] ?? 0) - 1]).toBe('  - id: new');
    }
    expect(insert('sources: []', fresh('new')).text).toBe(`sources:\n${LINES('  ')}`.trimEnd());
    expect(insert('sources: []\r\n', fresh('new')).text).toBe(
      `sources:\n${LINES('  ')}`.replaceAll('\n', '\r\n'),
    );
  });

  test('writes all that was found out, remarks in lines of 119 characters, and quotes what needs them', () => {
    const [word, longer] = ['x'.repeat(57), 'y'.repeat(58)];
    const { text } = insert(
      'sources: []\n',
      fresh('new', {
        remarks: [`${word} ${word} ${longer}`, `${word} ${longer}`],
        outlet: 'Kaku: News',
        endpoint: 'https://kaku.example/?q=a,b',
        titleSuffix: " - Kaku's",
        topics: ['fx', 'markets'] as TopicKey[],
        enabled: false,
      }),
    );
    expect(text.split('\n')).toEqual([
      'sources:',
      ...[`  # ${word} ${word}`, `  # ${longer}`, `  # ${word}`, `  # ${longer}`],
      '  - id: new',
      `    outlet: 'Kaku: News'`,
      ...['    language: en', '    scope: japan', '    timezone: UTC'],
      `    endpoints: ['https://kaku.example/?q=a,b']`,
      ...[
        '    titleRules:',
        `      - suffix: ' - Kaku''s'`,
        '    topics: [fx, markets]',
        '    enabled: false',
      ],
      '',
    ]);
  });

  test('adds many at once, and says on which line each begins', () => {
    const text = `sources:\n${SOURCE('a')}\n${SOURCE('b')}`;
    const { text: all, lines } = insert(text, fresh('one'), fresh('two', { remarks: [] }));
    const at = all.split('\n');
    expect(lines.map((line) => at[line - 1])).toEqual(['  - id: one', '  - id: two']);
  });

  test('leaves every character that was there, whatever is added', () => {
    const line = fc.constantFrom('', '# a comment', '  # indented', '    # deep', '   ');
    const anyText = fc
      .tuple(
        fc.array(line, { maxLength: 4 }),
        fc.array(line, { maxLength: 4 }),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
      )
      .map(([between, end, more, newline]) =>
        [
          '# top',
          'sources:',
          ...SOURCE('a').trimEnd().split('\n'),
          ...between,
          ...SOURCE('b').trimEnd().split('\n'),
          ...end,
          ...(more ? ['outlets:', '  - { id: aa, name: Aa }'] : []),
          '',
        ].join(newline),
      );
    const anyWords = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => /\p{L}/u.test(text));
    fc.assert(
      fc.property(anyText, anyWords, anyWords, (text, outlet, remark) => {
        const { text: all } = insert(
          text,
          fresh('new', { outlet, remarks: [remark], titleSuffix: ` - ${outlet}` }),
        );
        const added = all.length - text.length;
        const from = [...Array(text.length + 1).keys()].find(
          (at) => text.slice(0, at) + all.slice(at, at + added) + text.slice(at) === all,
        );
        expect(from).toBeDefined();
        const { sources, ...rest } = parse(all);
        const old = parse(text);
        expect({ ...rest, sources: sources.slice(0, 2) }).toEqual(old);
        expect(sources[2]).toMatchObject({ id: 'new', outlet: outlet.replace(/[\p{C}\s]+/gu, ' ').trim() });
      }),
    );
  });

  test.each([
    ['sources: [{ id: a }]\n', /^its sources are in brackets, .*; write them below each other/],
    [
      'sources: [\n  # Not yet.\n]\n',
      /^it has no list of sources to which lines can be added; write `sources: \[\]`/,
    ],
    ['outlets: []\n', /^it has no list of sources to which lines can be added; write `sources: \[\]`/],
    ['sources:\n', /^it has no list of sources to which lines can be added; write `sources: \[\]`/],
  ])('%j is left alone, and what to write instead is said', (text, reason) => {
    expect(insertSources(text, [fresh('new')])).toEqual({
      kind: 'unfit',
      reason: expect.stringMatching(reason),
    });
  });
});
