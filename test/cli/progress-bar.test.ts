import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createProgressBar, show } from '../../src/cli/progress-bar.ts';

const screen = (isTTY: boolean) => {
  const stream = {
    isTTY,
    text: '',
    write: (text: string) => {
      stream.text += text;
      return true;
    },
  };
  return stream;
};

describe('the progress bar', () => {
  test('shows how far a work is and how long it will take, each time in the place of the last', () => {
    const stream = screen(true);
    let ms = 0;
    const bar = createProgressBar(stream, () => ms);
    bar.draw(0, 60);
    expect(stream.text).toBe(`${'░'.repeat(30)} 0 of 60`);
    ms = 10_000;
    bar.draw(20, 60);
    expect(stream.text.split('\r\u001b[K')).toEqual([
      `${'░'.repeat(30)} 0 of 60`,
      `${'█'.repeat(10)}${'░'.repeat(20)} 20 of 60, 20 s left`,
    ]);
    ms = 20_000;
    bar.draw(40, 120);
    expect(stream.text).toMatch(/40 of 120, 40 s left$/);
    bar.draw(0, 60);
    expect(stream.text).toMatch(/ 0 of 60$/);
    ms = 3_020_000;
    bar.draw(21, 60);
    expect(stream.text).toMatch(/21 of 60, 93 min left$/);
  });

  /** What the bar says of the time left after a first draw at 0 ms. */
  const leftAfter = (ms: number, done: number, total: number): string => {
    const stream = screen(true);
    let now = 0;
    const bar = createProgressBar(stream, () => now);
    bar.draw(0, total);
    now = ms;
    bar.draw(done, total);
    return stream.text.split(` ${done} of ${total}`).at(-1) ?? '';
  };

  test('says how long it will take after two seconds, in seconds up to a minute and a half', () => {
    expect(leftAfter(1_999, 1, 2)).toBe('');
    expect(leftAfter(2_000, 1, 2)).toBe(', 2 s left');
    expect(leftAfter(2_001, 1, 2)).toBe(', 3 s left');
    expect(leftAfter(60_000, 0, 2)).toBe('');
    expect(leftAfter(89_000, 1, 2)).toBe(', 89 s left');
    expect(leftAfter(90_000, 1, 2)).toBe(', 2 min left');
  });

  test('fills a cell when its part is done, not before', () => {
    const stream = screen(true);
    const bar = createProgressBar(stream, () => 0);
    bar.draw(19, 300);
    bar.draw(20, 300);
    expect(stream.text.split('\r\u001b[K').map((text) => text.split('█').length - 1)).toEqual([1, 2]);
  });

  test('counts the time anew when less is done than before, and not when as much is', () => {
    const stream = screen(true);
    let ms = 0;
    const bar = createProgressBar(stream, () => ms);
    bar.draw(10, 20);
    ms = 4_000;
    bar.draw(10, 20);
    expect(stream.text).toMatch(/10 of 20, 4 s left$/);
    bar.draw(5, 20);
    expect(stream.text).toMatch(/ 5 of 20$/);
    ms = 7_000;
    bar.draw(10, 20);
    expect(stream.text).toMatch(/10 of 20, 3 s left$/);
    bar.draw(9, 20);
    expect(stream.text).toMatch(/ 9 of 20$/);
  });

  test('leaves nothing behind when all is done or a line is to be printed', () => {
    const stream = screen(true);
    const bar = createProgressBar(stream, () => 0);
    bar.draw(1, 2);
    bar.clear();
    bar.clear();
    bar.draw(2, 2);
    expect(stream.text.split('\r\u001b[K').slice(1)).toEqual(['']);
  });

  test('shows nothing where nobody watches', () => {
    const stream = screen(false);
    createProgressBar(stream, () => 0).draw(1, 2);
    expect(stream.text).toBe('');
  });
});

test('what a request prints stands above its bar', () => {
  const { isTTY } = process.stderr;
  process.stderr.isTTY = true;
  let text = '';
  const note = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(note),
  );
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
    process.stderr.isTTY = isTTY;
  });
  show({ kind: 'progress', done: 1, total: 2 });
  show({ kind: 'result', text: 'a result' });
  show({ kind: 'progress', done: 1, total: 2 });
  show({ kind: 'problem', text: 'a problem' });
  show({ kind: 'progress', done: 2, total: 2 });
  const bar = `${'█'.repeat(15)}${'░'.repeat(15)} 1 of 2\r\u001b[K`;
  // Commands of other tests may have begun the bar's time long ago.
  expect(text.replaceAll(/, \d+ (?:s|min) left/g, '')).toBe(`${bar}a result\n${bar}a problem\n`);
});
