const either = (...words: readonly string[]): string => `(${words.join('|')})`;

const TO_DO = either(
  'sell|buy|acquire|merge|list|spin off|close|shut|shutter|build|launch|supply|invest|exit|develop|expand|recall',
  'delist|take over|team up|tie up|cut (jobs|output|production|costs)|raise (\\w+ )?(prices|stake|wages|pay|output)',
  'open (its |a )?(\\w+ )?(plant|factory|store|stores|center|outlet)|issue (\\w+ )?bonds|hire|halt (output|production)',
);

const CHANGES = `${either('ups|lifts|raises|cuts|trims|hikes|boosts|slashes|revises')} ${either(
  '(its|annual|full-year|half-year|profit|sales|earnings|dividend) |prices?|forecast|outlook|guidance|dividend|jobs|output|stake|wages|pay',
)}`;

const FIGURE =
  '((record|net|operating|annual|quarterly|full-year|half-year|first-half|first-quarter|pretax) )*';

const RESULTS = `${FIGURE}${either('profit|sales|shipments|shares')} ${either(
  'rises?|falls?|jumps?|drops?|slips?|climbs?|surges?|slumps?|tumbles?|plunges?|doubles?|triples?|beats?|up|down',
)}`;

/** Matches words that follow the name of a company, but very seldom an ordinary word: "Sharp to sell plant". */
const ACTS_CLEARLY = new RegExp(
  `^${either(
    "['’]s (quarterly|annual|net|operating|first-half|full-year|CEO|shipments|results)",
    ` to ${TO_DO}`,
    ` ${CHANGES}`,
    ` (posts|reports|logs|books|expects|forecasts) (an? )?([\\d.]+% (rise|fall|drop|jump|increase|decline) in )?${FIGURE}(profit|loss|sales|earnings|revenue)`,
    ' (names|appoints) (new |next )?(\\w+ )?(president|chief executive|CEO|CFO|chairman|head)',
    ' (files for|agrees to (buy|sell|acquire)|in talks to (buy|sell|acquire)|teams up with|ties up with)',
    ' (launches|unveils|introduces|recalls|opens) (a |an |its |new |first )*(\\w+ ){0,2}(services?|products?|plant|factory|stores?|models?|center|brand|platform|EVs?)',
    ' (says|sees) (\\w+ )?(profit|sales|revenue|demand|output)',
    ' plans (to (hire|build|invest|cut|sell|open|list)|share buyback|new (plant|factory))',
  )}\\b`,
  'i',
);

/** Matches words that follow the name of a company, but also other subjects: World shares fall, Global launches. */
const ACTS = new RegExp(
  `^${either(
    ` ${RESULTS}`,
    "['’]s (shares|profit|sales|president|plant|factory|unit)",
    ' (sells|buys|acquires|opens|unveils|launches|introduces|develops|starts (sales|production|selling|operation)|recalls|invests)',
    ' (posts|reports|expects|says|plans|in talks|teams up|ties up|halts|suspends|signs|wins (\\w+ )?(order|contract))',
  )}\\b`,
  'i',
);

/** Matches what precedes a subject: nothing, a short phrase with `の`, a column's name, or a space before a clause. */
const HEAD_BEFORE = /(^|^[^、。「」 ]{2,12}の|^.{0,14}[】\]］/／:：>＞] ?|^.{0,20}: |\S[ \u3000])[「『“"]?$/u;

/** Matches the text before a subject at the end of a Japanese headline: 作業30%短縮…東急建設. */
const TAIL_BEFORE = /([^\sA-Za-z,.][ \u3000]|…|\.{3}|[=＝/／])$/u;

/** Matches the text before a subject that begins a headline, perhaps after the name of a column. */
const VERY_HEAD = /(^|^.{0,14}[】\]］:：] ?|^.{0,20}: )[「『“"]?$/u;

/** Matches a particle that marks a name as the subject, but not the beginning of a word: 鹿島は, not 日立はじめ. */
const TOPIC = /^(は(?!じめ|ん|な|や)|が(?!ん))/u;

const CAPITALS = /^[A-Z&]{2,}$/;

/** Matches the beginning of Japanese text after a name in capitals: HIS 最大627人分の…, HISの11〜7月. */
const JAPANESE_CLAUSE = /^([ \u3000](?=[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}「])|の\d)/u;

/** Number of characters after a name that are read. */
const AFTER_LENGTH = 60;

/**
 * How surely a name is a subject. `clear`: in a form that is seldom used with ordinary words. `likely`: in a form that is
 * also used with ordinary words. Undefined: not a subject.
 */
export type Subject = 'clear' | 'likely' | undefined;

/**
 * Judges how surely a name is the subject of a headline or of a clause. Clear: 明治 in 「明治、37品値上げ」, Sharp in "Sharp
 * to sell plant". Likely: 世界 in 「世界は…」, World in "World shares fall", 明治 in 「新しい味のチーズ 明治」.
 */
export const subjectAt = (text: string, start: number, end: number): Subject => {
  const before = text.slice(0, start);
  if (end === text.length) return TAIL_BEFORE.test(before) ? 'likely' : undefined;
  if (!HEAD_BEFORE.test(before)) return undefined;
  const after = text.slice(end, end + AFTER_LENGTH);
  const isHead = VERY_HEAD.test(before);
  if (isHead && CAPITALS.test(text.slice(start, end)) && JAPANESE_CLAUSE.test(after)) return 'clear';
  if (after.startsWith('、') || ACTS_CLEARLY.test(after)) return isHead ? 'clear' : 'likely';
  return TOPIC.test(after) || (isHead && ACTS.test(after)) ? 'likely' : undefined;
};
