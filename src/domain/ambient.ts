export type Clock = () => Temporal.Instant;

/** Lets others go first where the work at hand has had its turn; resolves at once where it has not. */
export type Pause = () => Promise<void>;

/** A number from 0 up to, but not including, 1. */
export type Chance = () => number;

/** 16 characters of lower-case base32 of a cryptographic hash of the text. */
export type Digest = (text: string) => string;
