/** Everything that can go wrong between us and an outlet, each under its own name. */
export type FailureKind =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
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
  | 'too-deep'
  | 'too-slow'
  | 'unfinished'
  | 'stopped';

export type Failure = {
  readonly kind: FailureKind;
  /** What happened, in words, with the figures that matter; never a secret. */
  readonly detail: string;
};
