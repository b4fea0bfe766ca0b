/** The names of the word lists by which relevance, tagging and ranking judge what a text is about. */
export const SIGNAL_KINDS = [
  'business',
  'japan',
  'home',
  'domestic',
  'abroad',
  'sport',
  'crime',
  'weather',
  'celebrity',
  'life',
  'politics',
  'neutral',
] as const;

export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** The names of the files of `config/words/`, without `.txt`. */
export const WORD_LIST_NAMES = [
  ...SIGNAL_KINDS,
  'stop-words',
  'name-japanese-words',
  'name-english-words',
  'name-places',
  'name-surnames',
  'name-romanised',
  'name-abbreviations',
  'name-everyday-words',
  'name-well-known',
  'not-companies',
  'before-name',
  'after-name',
  'trades',
  'team-nicknames',
  'clubs',
  'sport-events',
  'major-companies',
  'column-labels',
  'news-labels',
  'feature-phrases',
  'feature-endings',
  'family-names',
  'magazines',
  'matters-here',
  'notices',
  'large-news',
  'small-news',
] as const;

export type WordListName = (typeof WORD_LIST_NAMES)[number];

/** The words of each list. Within a list, no two words have the same `foldName` spelling. */
export type WordLists = Readonly<Record<WordListName, readonly string[]>>;

/** Returns the body of a regular expression that matches any of the words; without words, it never matches. */
export const anyOf = (words: readonly string[]): string =>
  words.length === 0 ? '(?!)' : `(?:${words.map((word) => RegExp.escape(word)).join('|')})`;
