/** The lists of signals: a word of such a list says something about an item's relevance. */
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

/** Every list of `config/words/`, by the name of its file without `.txt`. */
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
  'magazines',
  'matters-here',
  'notices',
  'large-news',
  'small-news',
] as const;

export type WordListName = (typeof WORD_LIST_NAMES)[number];

/** The words of each list; no two of one list are spelt alike by `foldName`. */
export type WordLists = Readonly<Record<WordListName, readonly string[]>>;

/** The body of a regular expression that matches any of the words, and nothing if there are none. */
export const anyOf = (words: readonly string[]): string =>
  words.length === 0 ? '(?!)' : `(?:${words.map((word) => word.replace(SPECIAL, '\\$&')).join('|')})`;

const SPECIAL = /[\\^$.|?+*()[\]{}]/g;
