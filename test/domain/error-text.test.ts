import { expect, test } from 'vitest';
import { errorCode, errorText } from '../../src/domain/error-text.ts';

test('an error is described in one line with all its causes', () => {
  const full = new Error('ENOSPC: no space left on device');
  const sync = new Error('could not be synced', { cause: full });
  const error = new Error('could not be written', { cause: sync });
  expect(errorText(error)).toBe('could not be written: could not be synced: ENOSPC: no space left on device');
});

test('a thrown value that is not an error is described as text', () => {
  expect(errorText('stopped')).toBe('stopped');
  expect(errorText(new Error('failed', { cause: 'stopped' }))).toBe('failed: stopped');
});

test('an error has the code that the system or a library gave it', () => {
  const withCode = (code: unknown) => Object.assign(new Error('failed'), { code });
  expect(errorCode(withCode('ENOSPC'))).toBe('ENOSPC');
  expect([errorCode(withCode(5)), errorCode(new Error('failed')), errorCode({ code: 'EIO' })]).toEqual([
    '',
    '',
    '',
  ]);
});
