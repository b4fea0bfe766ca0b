import { z } from 'zod';

/** An ISO 8601 text in the file, a `Temporal.Instant` in memory; `Instant.toJSON` is the way back. */
export const moment = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue('not a moment in ISO 8601');
    return z.NEVER;
  }
});
