import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WriteStream } from 'node:tty';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { problemText } from '../../src/cli/problem-text.ts';

/** A terminal that asks the environment about colours as a real one does. */
const terminal = (columns = 80): NodeJS.WriteStream =>
  Object.assign(Object.create(WriteStream.prototype), { isTTY: true, columns });

let file: string;
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), 'k-')), 'sources.yaml');
  vi.stubEnv('NO_COLOR', '1');
  vi.stubEnv('FORCE_COLOR', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(path.dirname(file), { recursive: true });
});

const show = async (
  text: string,
  place: { line: number; column: number; message?: string },
  stream = terminal(),
) => {
  await writeFile(file, text);
  const { message = 'it is wrong; mend it', ...at } = place;
  return problemText({ file, ...at, message }, { stream, kind: 'problem' }).split('\n');
};

describe('a problem on a terminal', () => {
  test('is shown with its line and a caret under the column', async () => {
    const lines = await show('sources:\n  - langauge: ja\r\n', { line: 2, column: 5 });
    expect(lines.slice(-3)).toEqual(['      - langauge: ja', '        ^', '']);
  });

  test('has its caret in the right place after Japanese, which takes two columns a character', async () => {
    const lines = await show('  name: 架空新聞 langauge\n', { line: 1, column: 14 });
    expect(lines.slice(-3, -1)).toEqual(['      name: 架空新聞 langauge', `    ${' '.repeat(17)}^`]);
  });

  test('shows the part of a long line that matters, and never more than fits', async () => {
    const lines = await show(`endpoints: [${'x'.repeat(200)}, wrong, ${'y'.repeat(200)}]\n`, {
      line: 1,
      column: 215,
    });
    expect(lines.at(-3)).toMatch(/^ {4}….*wrong, y+…$/);
    expect(lines.at(-3)?.[lines.at(-2)?.indexOf('^') ?? 0]).toBe('w');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(80, file.length + 10));
  });

  test('shows twenty characters before the column of a long line, and all of a narrow terminal is forty columns', async () => {
    const [before, after] = ['abcdefghijklmnopqrstuvwxyz'.repeat(4), 'after'];
    const lines = await show(`${before}${after}${'y'.repeat(200)}\n`, { line: 1, column: 105 });
    expect(lines.at(-3)).toMatch(new RegExp(`^ {4}…${before.slice(-20)}${after}y+…$`));
    const narrow = await show(`${'x'.repeat(90)}\n`, { line: 1, column: 1 }, terminal(20));
    expect(narrow.at(-3)).toBe(`    ${'x'.repeat(35)}…`);
    const unknown = await show(`${'x'.repeat(90)}\n`, { line: 1, column: 1 }, terminal(0));
    expect(unknown.at(-3)).toBe(`    ${'x'.repeat(75)}…`);
  });

  test('shows a line whole as long as it fits, and its beginning as long as the column is not near the end', async () => {
    const shown = async (length: number, column: number) =>
      (await show(`${'x'.repeat(length)}\n`, { line: 1, column })).slice(-3, -1);
    expect(await shown(76, 1)).toEqual([`    ${'x'.repeat(76)}`, '    ^']);
    expect(await shown(77, 1)).toEqual([`    ${'x'.repeat(75)}…`, '    ^']);
    expect(await shown(200, 66)).toEqual([`    ${'x'.repeat(75)}…`, `    ${' '.repeat(65)}^`]);
    expect(await shown(200, 67)).toEqual([`    …${'x'.repeat(74)}…`, `    ${' '.repeat(21)}^`]);
    expect(await shown(3, 9)).toEqual(['    xxx', '       ^']);
  });

  test('shows no line that is blank or that the problem is silent about, and a tab as a space', async () => {
    for (const place of [{ line: 1 }, { line: 2, message: 'X-Key: this value is not a text' }])
      expect((await show('  \n  a: 1\n', { column: 1, ...place })).join()).not.toContain('^');
    expect((await show('\ta: 1  \n', { line: 1, column: 2 })).slice(-3, -1)).toEqual(['     a: 1', '     ^']);
  });

  test('passes no control character of the file to the terminal', async () => {
    const message = '"evil\u001b[31mword" has an invisible character';
    const lines = await show('evil\u001b[31mword\n', { line: 1, column: 5, message });
    expect(lines.join(' ')).toContain('"evil\ufffd[31mword" has an invisible character');
    expect(lines.slice(-3, -1)).toEqual(['    evil\ufffd[31mword', '        ^']);
  });

  test.each([
    '      Authorization: Bearer abc123',
    '    - https://me:abc123@kaku.example/',
    '    - https://me:a/abc123@kaku.example/',
    '    - https://me:abc123/@kaku.example/',
    '    - https://me:abc123/@kaku.example/@user/feed',
    '    - https://kaku.example/@user/feed, https://me:abc123@kaku.example/',
    '    smtp: me:abc123@kaku.example',
    '    smtp: me:abc123/@kaku.example',
    '      X-Token: abc123',
  ])('never shows what may be a secret: %s', async (line) => {
    expect((await show(`${line}\n`, { line: 1, column: 7 })).join('\n')).not.toContain('abc123');
  });

  test.each(['- https://kaku.example/@user/feed', '- https://kaku.example:8443/feed/@user'])(
    'shows an address with the name of a user in its path: %s',
    async (line) => {
      expect((await show(`${line}\n`, { line: 1, column: 3 })).slice(-3, -1)).toEqual([
        `    ${line}`,
        '      ^',
      ]);
    },
  );

  test('is one plain line where nobody watches', async () => {
    const stream = { isTTY: false } as NodeJS.WriteStream;
    expect(await show('  - a\n', { line: 1, column: 3 }, stream)).toEqual([
      `${file}:1:3: it is wrong; mend it`,
    ]);
  });

  test('is in colour unless NO_COLOR says otherwise', async () => {
    expect((await show('  - a\n', { line: 1, column: 3 })).join('')).not.toContain('\u001b[');
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('FORCE_COLOR', '1');
    const place = { line: 1, column: 3 };
    const lines = await show('  - a\n', place, terminal(1000));
    expect(lines[0]).toBe(`\u001b[1m${file}:1:3:\u001b[22m it is wrong; mend it`);
    expect(lines.join('')).toContain('\u001b[31m^');
    const warning = problemText({ file, ...place, message: 'odd' }, { stream: terminal(), kind: 'warning' });
    expect(warning).toContain('\u001b[33m^');
  });

  test('stands alone where its line cannot be read', async () => {
    expect((await show('', { line: 7, column: 1 })).join('\n')).not.toContain('^');
    await rm(file);
    expect(
      problemText({ file, line: 1, column: 1, message: 'gone' }, { stream: terminal(), kind: 'warning' }),
    ).toContain('warning: gone');
  });
});
