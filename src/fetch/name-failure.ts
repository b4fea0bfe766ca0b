import type { Failure, FailureKind } from '../domain/source/failure.ts';
import { PRIVATE_ADDRESS } from './guard-address.ts';

const KINDS: readonly (readonly [RegExp, FailureKind])[] = [
  [/^ENOTFOUND$|^EAI_/, 'dns'],
  [/^(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/, 'refused'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)$/, 'reset'],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT)$/, 'timeout'],
  // The chain of the certificate ends at no authority that this machine trusts.
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF))/,
    'untrusted',
  ],
  [
    /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO|HOSTNAME_MISMATCH|INVALID_CA)/,
    'tls',
  ],
  [/^HPE_/, 'bad-answer'],
];

/** Matches the error of OpenSSL if the bytes of the server are no record of TLS, as those of plain HTTP. */
const NO_TLS = /:SSL routines:[^:]*:(wrong version number|packet length too long):/;

/** Matches an error of OpenSSL, `ADDRESS:error:CODE:LIBRARY:FUNCTION:REASON:FILE:LINE:DATA`, and its reason. */
const OPENSSL = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/;

/** Matches the advice that Node appends to the error of an unknown authority. */
const NODE_ADVICE = /; if the root CA is installed locally.*/s;

/** Pattern of control characters, line separators, and bidirectional embeddings, overrides and isolates (UAX #9). */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Maximum length of a detail, in characters. A detail is stored with each failing poll, and may quote an address of
 * 30,000 characters.
 */
const MAX_DETAIL_LENGTH = 500;

/**
 * Returns a failure whose detail is one line of at most `MAX_DETAIL_LENGTH` characters, safe in a terminal even if the
 * detail quotes a server.
 */
export const plainFailure = ({ kind, detail }: Failure): Failure => {
  const plain = detail.replace(UNSEEN, '\ufffd');
  return {
    kind,
    detail: plain.length <= MAX_DETAIL_LENGTH ? plain : `${plain.slice(0, MAX_DETAIL_LENGTH - 1)}…`,
  };
};

/**
 * Returns the failure that an error of a lookup, a connection or Node's HTTP parser means; its kind is `reset` if the
 * error has no known code.
 */
export const nameFailure = (error: NodeJS.ErrnoException): Failure => {
  const code = error.code ?? '';
  if (code === PRIVATE_ADDRESS) return { kind: 'private-address', detail: error.message };
  if (NO_TLS.test(error.message)) return { kind: 'no-tls', detail: 'the server does not speak TLS' };
  const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'reset';
  const message = OPENSSL.exec(error.message)?.[1] ?? error.message.replace(NODE_ADVICE, '');
  // If several addresses of a host fail, the error has no message.
  const detail = message === '' || message.includes(code) ? message : `${message} (${code})`;
  return { kind, detail: detail || code || 'the connection failed' };
};

export type Failed = { readonly kind: 'failed'; readonly failure: Failure };

export const failed = (kind: FailureKind, detail: string): Failed => ({
  kind: 'failed',
  failure: { kind, detail },
});
