const either = (...words: readonly string[]): string => `(${words.join('|')})`;

const TO_DO = either(
  'sell|buy|acquire|merge|list|spin off|close|shut|shutter|build|launch|supply|invest|exit|develop|expand|recall',
  'delist|take over|team up|tie up|cut (jobs|output|production|costs)|raise (\\w+ )?(prices|stake|wages|pay|output)',
);

const CHANGES = `${either('ups|lifts|raises|cuts|trims|hikes|boosts|slashes')} ${either(
  '(its|annual|full-year|profit|sales|earnings|dividend) |prices?|forecast|outlook|guidance|dividend|jobs|output|stake|wages|pay',
)}`;

const RESULTS = `((net|operating|annual|quarterly|full-year) )?${either('profit|sales|shipments|shares')} ${either(
  'rises?|falls?|jumps?|drops?|slips?|climbs?|surges?|slumps?|tumbles?|plunges?|doubles?|triples?|beats?|up|down',
)}`;

/** What a company does in a headline, and a word of the language never: Sharp to sell plant. */
const ACTS_AFTER = new RegExp(
  `^${either(
    "['’]s (quarterly|annual|net|operating|first-half|full-year|shares|CEO|profit|sales|shipments|results)",
    ` to ${TO_DO}`,
    ` ${CHANGES}`,
    ` ${RESULTS}`,
    ' (sells|buys|acquires|unveils|launches|files for|agrees to (buy|sell|acquire)|in talks|teams up|ties up|says)',
    ' posts (a )?((record|net|operating|annual|quarterly) )?(profit|loss)',
  )}\\b`,
  'i',
);

/** The beginning, or what stands before a clause of its own: a column's name, a space. */
const HEAD_BEFORE = /(^|^.{0,14}[】\]］/／:：>＞] ?|^.{0,20}: |\S[ \u3000])[「『“"]?$/u;

/** What stands before a subject at the end: 作業30%短縮…東急建設. */
const TAIL_BEFORE = /(\S[ \u3000]|…|\.{3}|[=＝/／])$/u;

/** Long enough for what a company does. */
const AFTER_LENGTH = 40;

/**
 * Whether a name is the subject of a headline or of a clause of it: 明治、37品値上げ, 新しい味のチーズ 明治, Sharp to
 * sell plant.
 */
export const isHeadlineSubject = (text: string, start: number, end: number): boolean => {
  const before = text.slice(0, start);
  if (end === text.length) return TAIL_BEFORE.test(before);
  return (
    HEAD_BEFORE.test(before) && (text[end] === '、' || ACTS_AFTER.test(text.slice(end, end + AFTER_LENGTH)))
  );
};
