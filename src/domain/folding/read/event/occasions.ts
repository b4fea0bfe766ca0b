import { allMatches, anyOf } from '../term/patterns.ts';
import { readMarketKey } from './market-key.ts';

/** The part of a central bank's event that a report is about. Each part is a separate story. */
export type Occasion = {
  readonly bank: string;
  /**
   * The reported part. `branch NAME`: news of this branch, mostly about its region. `member NAME`: news of this board
   * member, mostly a speech; never of the governor. Both are read only from Japanese titles about the Bank of Japan.
   */
  readonly part:
    | 'preview'
    | 'decision'
    | 'conference'
    | 'minutes'
    | 'regions'
    | `branch ${string}`
    | `member ${string}`;
};

const BANKS: readonly (readonly [bank: string, pattern: RegExp])[] = [
  ['fed', /frb|fomc|federal reserve|\bthe fed\b|\bfed's\b|^fed\b/u],
  ['ecb', /ecb|欧州中(?:央銀行|銀)|european central bank/u],
  ['boe', /英中銀|イングランド銀行|bank of england/u],
  ['boj', /日銀|日本銀行|植田|\bboj\b|bank of japan|japan(?:'s|ese) central bank/u],
];

const CONFERENCE = anyOf(
  /(?<!午後)会見(?!へ|に注目|を見極め)|総裁(?:、|は|が|:)?.{0,8}「|議長(?:、|は|:)?.{0,8}「|植田総裁/u,
  /news conference|\bueda\b/u,
  /\b(?:(?<!fed )governor|chief|head|chair(?:man|woman)?|powell|warsh|lagarde|bailey)(?:'s)? .*\b(?:says?|said|signals?|warns?|vows?|sees|gives)\b/u,
);
/** Matches a title of a news conference, or a title that ends with "says" or "said". */
const SPEECH_ONLY = /(?<!午後)会見|\bsa(?:ys|id)$/u;
/** Matches "deputy" or "vice" at the end of the text before an office such as "governor". */
const DEPUTY = /\b(?:deputy|vice)[ -]$/u;
const BRANCH = /日銀(\p{Script=Han}{2,3})支店(?!長会議)/u;
const REGIONS = anyOf(
  /支店長会議|地域経済報告|さくらリポート|さくらレポート|\d(?:つの)?地域/u,
  /sakura report|regional economic report|regions|branches/u,
);
const ASSESSMENT = /景気判断/u;
const BEFORE = /きょうから.*会合|会合(?:始まる|開始|初日)|begins? .*meeting/u;
const MINUTES = /議事要旨|主な意見|会合の?意見|議事録|minutes|summary of opinions/u;
const PREVIEW =
  /きょうから|会合(?:始まる|開始|初日)|公算|観測|見通し$|焦点|注目|へ(?:$| (?!.*決定(?!会合|へ)))/u;

/** Matches what follows a decision: reasons, votes, and what is expected of the next meeting, but not a mere 公算大. */
const AFTER_DECISION = /(?<=(?:据え置き|維持|見送り|決定)も?)[ 、](?!公算|(?:観測|見通し)$).*/u;

/** Matches a coming meeting. Its mention, for example in a report of a speech, does not count as a decision. */
const COMING_MEETING = /\d日から[^ 、]*会合/u;

/**
 * Matches the family name and the office of a board member, in a title from which the bank's name is removed. A given
 * name may follow the family name.
 */
const MEMBER =
  /(?<!\p{Script=Han})(?!新|前|元|次期|政策|経営|執行|原子)(\p{Script=Han}{1,2})\p{Script=Han}{0,2}[・ ]?(?:審議委員|副総裁|(?<!審議)委員(?![会長]))/gu;

/** Matches the names of two members: 青木・黒木委員, 青木、黒木両審議委員. */
const TWO_MEMBERS =
  /\p{Script=Han}[・と](?!審議)\p{Script=Han}{1,4}(?:委員|副総裁)|両(?:審議委員|委員|副総裁)/u;
const BANK_OF_JAPAN = /(?:日銀|日本銀行)の?/gu;

const ENGLISH_PREVIEW = /ahead of|set to|expected/u;
const ENGLISH_VERB = anyOf(
  /\b(?:holds?|keeps?|leaves?|maintains?|raises?|hikes?|lifts?|cuts?|lowers?) (?:\w+[- ]){0,3}rates?\b/u,
  /\b(?:hikes|cuts) to\b|policy (?:steady|unchanged|on hold)|stands? pat/u,
);
const DECISION = anyOf(
  /政策金利|金利.*(?:据え置き|維持)|(?:据え置き|維持|利上げ|利下げ).*決定|決定会合(?!後|の(?:回数|開催))|利上げ.*見送り/u,
  /(?:物価|成長率)(?:見通し(?!の?(?:実現|達成))|上昇率)|展望(?:リポート|レポート)|反対票|\d人(?:が)?反対/u,
  /policy (?:board|decision)|dissent/u,
  ENGLISH_VERB,
);

/** Matches the words before an English verb if they show that the title reports no new decision. */
const ENGLISH_HEDGE =
  /(?<!\b(?:decide|vote)[sd]\b.*)\bto $|\b(?:may|might|could|would|should|will|likely|seen|bets?|poll|economists?|urges?|if|when|before|until)\b/u;

/**
 * Reads the central bank's occasion that a normalised title reports; undefined if the title reports a market or an
 * intervention, or no occasion. `text` is title and summary.
 */
export const readOccasion = (title: string, text: string): Occasion | undefined => {
  // A title that names several banks is about the first bank.
  const first = BANKS.map(([bank, pattern]) => ({ bank, at: title.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  if (first === undefined || readMarketKey(title) !== undefined || /介入|interven/u.test(title))
    return undefined;
  const { bank, at } = first;
  const branch = BRANCH.exec(title)?.[1];
  if (branch !== undefined) return { bank: 'boj', part: `branch ${branch}` };
  if (REGIONS.test(title) || (ASSESSMENT.test(title) && REGIONS.test(text))) return { bank, part: 'regions' };
  if (BEFORE.test(title)) return { bank, part: 'preview' };
  if (MINUTES.test(title)) return { bank, part: 'minutes' };
  const isDecision = DECISION.test(title.replace(COMING_MEETING, ''));
  const member = bank === 'boj' && !isDecision ? readMember(title.replace(BANK_OF_JAPAN, ' ')) : undefined;
  if (member !== undefined) return { bank, part: `member ${member}` };
  const beforeVerb = title.slice(0, ENGLISH_VERB.exec(title)?.index);
  const isRecalled = /\bafter (?:the )?$/u.test(title.slice(0, at));
  const isDecided = isDecision && !isRecalled && !ENGLISH_HEDGE.test(beforeVerb);
  const speech = CONFERENCE.exec(title);
  // A title with a decision before the words of the bank's head reports the decision, unless `SPEECH_ONLY` matches.
  const beforeSpeech = title.slice(at, speech?.index).replace(/「[^」]*」/gu, '');
  const isQuotedAfter = isDecided && !SPEECH_ONLY.test(title) && DECISION.test(beforeSpeech);
  if (speech !== null && !isQuotedAfter)
    return DEPUTY.test(title.slice(0, speech.index)) ? undefined : { bank, part: 'conference' };
  if (!isDecided) return undefined;
  const isAhead = PREVIEW.test(title.replace(AFTER_DECISION, '')) || ENGLISH_PREVIEW.test(beforeVerb);
  return { bank, part: isAhead ? 'preview' : 'decision' };
};

/**
 * Reads the board member's name in a title from which the bank's name is removed; undefined if the title names no member
 * or several.
 */
const readMember = (title: string): string | undefined => {
  const names = new Set(allMatches(title, MEMBER).map(([, name]) => name));
  return names.size === 1 && !TWO_MEMBERS.test(title) ? [...names][0] : undefined;
};
