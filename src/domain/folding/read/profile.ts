import type { Bulletin } from './event/bulletin.ts';
import type { MarketKey } from './event/market-key.ts';
import type { Occasion } from './event/occasions.ts';
import type { Quantity } from './figure/numbers.ts';
import type { Keyed } from './term/keyed.ts';

export const HOUR_MS = 3_600_000;

/** The facts of an article that folding compares, read from the article once. */
export type Profile = {
  readonly language: 'en' | 'ja';
  readonly outlet: string;
  /** The publisher of the report. Outlets of one publisher often print the same text. */
  readonly publisher: string;
  readonly summarised: boolean;
  /** `published` of the article, in milliseconds since 1970. */
  readonly publishedMs: number;
  /** When the daemon first saw the article, in milliseconds since 1970. */
  readonly seenMs: number;
  /** The title in the form of `normaliseTitle`, without its column. */
  readonly title: string;
  /** The title. In a Japanese title, one word replaces its synonyms (`onlyOneWord`). */
  readonly plain: string;
  /** The first words of the title (`headOf`): mostly the name of the actor. */
  readonly head: string;
  readonly column: string | undefined;
  readonly instalment: string | undefined;
  /** Bigrams of a Japanese title, stems of an English title (`gramsOf`); `allGrams` are of title and summary. */
  readonly grams: Keyed;
  readonly allGrams: Keyed;
  readonly headGrams: Keyed;
  /** Bigrams or stems of the title without the names of the companies in it. */
  readonly deedGrams: Keyed;
  /** English stems of title and summary. For a Japanese article, the stems of possible translations. */
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
  /** The `COUNTRIES` that the title or the summary names. */
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
  /** The numbered things in the title: see `readOrdinals`. */
  readonly ordinals: readonly string[];
  /** True if the title as the outlet wrote it begins with the label 速報. */
  readonly flash: boolean;
  readonly events: number;
  readonly allEvents: number;
  readonly stages: number;
  readonly manner: number;
  /** The probability that the title is from a magazine's piece, 0 to 1; 0 for an English title. */
  readonly style: number;
  readonly direction: -1 | 0 | 1;
  readonly market: MarketKey | undefined;
  readonly occasion: Occasion | undefined;
  readonly bulletin: Bulletin | undefined;
};
