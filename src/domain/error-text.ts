/** The message of an error with its causes, in one line: `could not be written: ENOSPC: no space left on device`. */
export const errorText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${errorText(error.cause)}`;
};
