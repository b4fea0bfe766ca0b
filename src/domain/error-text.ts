/** Returns the message of an error with all its causes: `could not be written: ENOSPC: no space left on device`. */
export const errorText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${errorText(error.cause)}`;
};

/**
 * Returns the code of an error, such as `ENOSPC` or `57P01`. Returns an empty text for an error without such a code, and
 * for any other value.
 */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
