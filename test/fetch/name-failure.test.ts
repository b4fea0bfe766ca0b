import { expect, test } from 'vitest';
import { nameFailure, plainFailure } from '../../src/fetch/name-failure.ts';

const failed = (message: string, code?: string): Error => Object.assign(new Error(message), { code });

test.each([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['EHOSTUNREACH', 'refused'],
  ['EHOSTDOWN', 'refused'],
  ['ENETDOWN', 'refused'],
  ['EPERM', 'refused'],
  ['EPIPE', 'reset'],
  ['ETIMEDOUT', 'timeout'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
  ['UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'tls'],
  ['ECONNREFUSED', 'refused'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['HPE_HEADER_OVERFLOW', 'bad-answer'],
  ['HPE_INVALID_CONSTANT', 'bad-answer'],
  ['EUNKNOWN', 'reset'],
])('the code %s is a failure of the kind %s', (code, kind) => {
  expect(nameFailure(failed('it broke', code)).kind).toBe(kind);
});

test.each([
  ['a message without its code', 'it broke', 'ECONNRESET', 'it broke (ECONNRESET)'],
  ['a message with its code', 'read ECONNRESET', 'ECONNRESET', 'read ECONNRESET'],
  ['a message without a code', 'socket hang up', undefined, 'socket hang up'],
  ['no message', '', 'ECONNRESET', 'ECONNRESET'],
  ['neither', '', undefined, 'the connection failed'],
])('%s is told with the code, once', (_, message, code, detail) => {
  expect(nameFailure(failed(message, code)).detail).toBe(detail);
});

test('an error of OpenSSL is its reason alone, without numbers and files', () => {
  const alert =
    '0091:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:ssl/record.c:916:';
  expect(nameFailure(failed(`write EPROTO ${alert}`, 'EPROTO'))).toEqual({
    kind: 'tls',
    detail: 'ssl/tls alert handshake failure (EPROTO)',
  });
});

test('a detail is one plain line of at most five hundred characters', () => {
  const detailOf = (detail: string) => plainFailure({ kind: 'reset', detail }).detail;
  expect(detailOf('x'.repeat(500))).toBe('x'.repeat(500));
  expect(detailOf('x'.repeat(501))).toBe(`${'x'.repeat(499)}…`);
  expect(detailOf('a\n\u001b[31m\u202eb')).toBe('a\ufffd\ufffd[31m\ufffdb');
});
