import type { Resource } from '../serve/ports.ts';
import { file } from './page/static-files.ts';

/** Returns a 503 answer (RFC 9110 §15.6.4). `what` continues the sentence "Too many …". */
export const busy = (what: string): Resource => ({
  ...file('text/plain; charset=utf-8', `Too many ${what}. Try again in a few seconds.\n`, 0),
  status: 503,
  retryAfterSeconds: 5,
});
