export type FailureKind =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'untrusted'
  | 'no-tls'
  | 'timeout'
  | 'too-large'
  | 'truncated'
  | 'bad-encoding'
  | 'bad-answer'
  | 'bad-url'
  | 'redirect-loop'
  | 'too-many-redirects'
  | 'insecure-redirect'
  | 'private-address'
  | 'port-not-allowed'
  | 'blocked'
  | 'rate-limited'
  | 'unavailable'
  | 'gone'
  | 'not-found'
  | 'http-error'
  | 'empty'
  | 'html-page'
  | 'not-a-feed'
  | 'too-slow'
  | 'unfinished'
  | 'stopped';

export type Failure = {
  readonly kind: FailureKind;
  /** What happened, as part of a sentence, without secrets. */
  readonly detail: string;
};
