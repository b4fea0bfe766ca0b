import { bitOf, createRowFinder, type Table } from '../term/patterns.ts';

/** Stages of an event with their words in both languages. Each stage is a bit of one number. */
const STAGES: Table = [
  [
    'talks',
    /協議(?!会(?![合談]))|検討(?!会)|(?<!持ち高|需給|電圧|相場)調整(?!局面)|交渉|意向|方針|模索/u,
    /\btalks\b|consider|discuss|negotiat|mull|\bin bid\b|explor/,
  ],
  [
    'request',
    /要請|要望|提案|(?<!追い|涼を)求め|申請|申し入れ|提訴|訴え/u,
    /\bask|request|propos|\burge|call(?:s|ed)? for|seek|demand/,
  ],
  ['agreement', /合意|契約|調印|締結/u, /\bagree|\bdeal\b|\bsign(?:s|ed|ing)?\b(?! (?:of|in)\b)/],
  [
    'decision',
    /(?<!意思)決定(?![戦的打機力]|会合)|決議|正式|了承|指示|表明/u,
    /\bdecid|decision|\bofficially|formally|\bset to\b/,
  ],
  [
    'denial',
    // Behind a market, 反発 means a rebound. Behind an amount such as 5万円, it means an objection.
    /否定|拒否|反対|撤回|断念|否決|白紙|(?<!(?:株|ダウ|topix|平均|指数|先物|東証|市場|引け|原油|債|相場|金|小麦|(?<![\d千万億兆])円|ドル|ユーロ|250|\d日)[がはで、 ]*|大幅|急|小|ぶりに?)反発|不成立/u,
    /\bden(?:y|ies|ied)\b|reject|oppos(?!ition)|withdraw|scrap|abandon|turn(?:s|ed)? down|fail/,
  ],
  ['end', /終了|完了|終結|解消|(?<!不)成立|完全復旧/u, /complet|finish|\bend(?:s|ed)?\b|conclud/],
  [
    'estimate',
    /推計|(?<!震度.{1,3}|\d度?を|日)観測(?!史上|[しさ]|地|衛星|所|開始)|見方|見込み|公算|(?<![のう何ぜ])か$|予測/u,
    /\bestimat|\bexpected|likely|\bmay\b(?!')|set to/,
  ],
  [
    'conference',
    // The search for a quotation and a speaker begins at the first 「. From each 「, it would take cubic time.
    /会見|^[^「]*「[^」]*」.*(?:総裁|社長|首相|長官|大臣|財務相)|(?:総裁|社長|首相|長官|大臣|財務相).*「/u,
    /news conference|\bsays\b|\bsaid\b|press briefing/,
  ],
  [
    'reaction',
    /影響|懸念|(?<!引き|軸)受け(?![入取止皿付身渡継持])|戸惑い|不安|歓迎|波紋|余波/u,
    /\bafter\b|\breact(?!or)|concern|impact|fear|worr/,
  ],
  ['extend', /延長(?!戦|の末|[\d十])|延期|先送り|再び|継続/u, /extend|postpon|delay|prolong/],
  ['limit', /一部(?!始終)|順次|見通し立たず|未定|めど/u, /partial|gradual/],
];

const findStages = createRowFinder(STAGES);

/** Reads the stages of a normalised text, as a set of bits. */
export const readStages = (text: string, language: 'en' | 'ja'): number =>
  findStages(text, language).reduce((bits, i) => bits | (1 << i), 0);

/** Returns the bit of a stage. Throws if no stage has the name. */
export const stageBit = (name: string): number => bitOf(STAGES, name);
