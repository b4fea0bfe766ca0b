import { describe, expect, test } from 'vitest';
import { chooseLogFormat } from '../../../src/system/log/choose-log-format.ts';

describe('the format', () => {
  const target = { isTTY: false, dev: 25, ino: 1234n };

  test('is that of the journal where the journal reads this very stream', () => {
    expect(chooseLogFormat({ JOURNAL_STREAM: '25:1234' }, target).format).toBe('journal');
    expect(chooseLogFormat({ JOURNAL_STREAM: '25:99' }, target).format).toBe('json');
  });

  test('is for a person on a terminal, coloured unless refused', () => {
    const terminal = { ...target, isTTY: true };
    expect(chooseLogFormat({}, terminal)).toEqual({
      format: 'human',
      level: 'info',
      colour: true,
      problems: [],
    });
    expect(chooseLogFormat({ NO_COLOR: '1' }, terminal).colour).toBe(false);
    expect(chooseLogFormat({ TERM: 'dumb' }, terminal).colour).toBe(false);
  });

  test('is JSON elsewhere', () => {
    expect(chooseLogFormat({}, target)).toMatchObject({ format: 'json', level: 'info', colour: false });
  });

  test('and the level are what the environment says, in any case', () => {
    expect(chooseLogFormat({ LOG_FORMAT: ' human ', LOG_LEVEL: 'DEBUG' }, target)).toMatchObject({
      format: 'human',
      level: 'debug',
      problems: [],
    });
    expect(chooseLogFormat({ LOG_FORMAT: '', LOG_LEVEL: ' ' }, target)).toMatchObject({ problems: [] });
  });

  test('and the level fall back where the environment says something unknown, and say what to write', () => {
    expect(chooseLogFormat({ LOG_FORMAT: 'xml', LOG_LEVEL: 'loud' }, target)).toMatchObject({
      format: 'json',
      level: 'info',
      problems: [
        'LOG_FORMAT is "xml", which is not a known value. It is ignored, and json is used. Write one of: journal, human, json.',
        'LOG_LEVEL is "loud", which is not a known value. It is ignored, and info is used. Write one of: debug, info, warn, error.',
      ],
    });
  });
});
