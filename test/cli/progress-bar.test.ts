import { describe, expect, test } from 'vitest';
import { createProgressBar } from '../../src/cli/progress-bar.ts';

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
