export type Clock = () => Temporal.Instant;

/** Lets other work run if the current work has run for some time; else resolves immediately. */
export type Pause = () => Promise<void>;

/** Returns a random number from 0 to below 1. */
export type Chance = () => number;

/** Returns 16 characters of a cryptographic hash of the text, in lower-case base32. */
export type Digest = (text: string) => string;
