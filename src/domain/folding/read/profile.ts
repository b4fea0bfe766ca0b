import type { MarketKey } from './event/market-key.ts';
import type { Occasion } from './event/occasions.ts';
import type { Quantity } from './figure/numbers.ts';
import type { Keyed } from './term/keyed.ts';

/** Milliseconds in an hour. */
export const HOUR_MS = 3_600_000;

/** Everything that comparing needs, read from an article once, so that comparing two profiles takes microseconds. */
export type Profile = {
  readonly language: 'en' | 'ja';
  readonly outlet: string;
  /** The publisher, whose outlets print each other's reports word for word. */
  readonly publisher: string;
  readonly summarised: boolean;
  /** When it was published, and when we saw it; milliseconds since 1970. */
  readonly publishedMs: number;
  readonly seenMs: number;
  /** Normalised (see normaliseTitle). */
  readonly title: string;
  /** The title with one word for all synonyms. */
  readonly plain: string;
  /** The text before the first comma, space or bracket, which mostly names who acts. */
  readonly head: string;
  readonly column: string | undefined;
  readonly instalment: string | undefined;
  /** `grams` come from the title alone, `allGrams` from title and summary. */
  readonly grams: Keyed;
  readonly allGrams: Keyed;
  readonly headGrams: Keyed;
  /** From the title without the names of its companies. */
  readonly deedGrams: Keyed;
  /** English stems of title and summary; for a Japanese article, the stems of possible translations of its words. */
  readonly glosses: Keyed;
  readonly concepts: Keyed;
  readonly allConcepts: Keyed;
  readonly terms: Keyed;
  readonly numbers: readonly Quantity[];
  readonly allNumbers: readonly Quantity[];
  readonly companies: readonly string[];
  readonly allCompanies: readonly string[];
  readonly bodies: readonly string[];
  readonly allBodies: readonly string[];
  /** Foreign countries that the title or the summary names. */
  readonly countries: readonly string[];
  readonly places: readonly string[];
  readonly allPlaces: readonly string[];
  readonly sounds: Keyed;
  readonly allSounds: Keyed;
  readonly words: Keyed;
  readonly indicators: readonly string[];
  readonly titleIndicators: readonly string[];
  readonly periods: readonly number[];
  readonly allPeriods: readonly number[];
  readonly days: readonly number[];
  /** Numbered things of the title: see readOrdinals. */
  readonly ordinals: readonly string[];
  /** Sent out as a flash, before its story was written. */
  readonly flash: boolean;
  readonly events: number;
  readonly allEvents: number;
  readonly stages: number;
  readonly manner: number;
  /** How much the title reads like a magazine's piece, 0 to 1; 0 in English. */
  readonly style: number;
  readonly direction: -1 | 0 | 1;
  readonly market: MarketKey | undefined;
  readonly occasion: Occasion | undefined;
};
