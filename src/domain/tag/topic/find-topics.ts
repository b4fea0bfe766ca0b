import type { Mention } from '../company/find-companies.ts';
import type { TagDictionary } from '../dictionary.ts';
import type { Evidence } from '../tag.ts';
import type { Cue, TextReading } from '../text/text-reading.ts';
import type { TopicKey } from '../topic.ts';
import { isCurrencyReport, isOilReport, isSessionReport } from './session-report.ts';

type TopicScore = {
  readonly key: TopicKey;
  readonly score: number;
  readonly evidence: readonly Evidence[];
};

/** A title or summary, and the companies that count as named in it. */
type TextPart = {
  readonly where: 'title' | 'summary';
  readonly reading: TextReading;
  readonly companies: readonly Mention[];
};

/** Factors of a cue's points: the title names the subject of an article, but the summary may mention other subjects. */
const WEIGHT = { title: 2, summary: 1 } as const;

const MOST_TOPICS = 3;

/** Minimum points of a topic: one cue in the title, or two cues in the summary. */
const ENOUGH = 2;

/** Minimum points of a topic that a text, such as news of sport, may only mention; see `pointsAsked`. */
const ENOUGH_IN_PASSING = 4;

const EARNINGS = 'earnings';
const MARKETS = 'markets';
const FX = 'fx';

/** News of crime may also be about policy, such as competition law. */
const POLICY = 'policy';

/**
 * Matches names of companies with another trade than most of their industry, such as broadcasters. The industry's topic
 * then gets only 1 point from them, whatever their number in the title.
 */
const OTHER_TRADE =
  /テレビ|放送|TBS|メディア・|KADOKAWA|東宝|東映|松竹|学研|造船|車[両輛]|川崎重工|シマノ|ジャムコ|新明和|鉱業|パーク24|空港ビル/u;

/** The topic of corporate governance and scandals. It is rarely a mere mention, even if its word is last in the title. */
const GOVERNANCE = 'governance';

/** A title may end with a deal (X、Yに出資), but in a report of results the deal may only be a cause (買収効果で). */
const DEALS = 'deals';

/** The topic that oil belongs to. Oil is also a market. */
const ENERGY = 'energy';

/**
 * Returns the points and the evidence of each topic. The trades of the companies in the title count, too. A cue inside
 * a company's name counts only for the company's trade (銀行 in 三菱UFJ銀行, not 通商 in 豊田通商), or if the cue is itself
 * a name of the company.
 */
const scoreTopics = (
  parts: readonly TextPart[],
  dictionary: TagDictionary,
): ReadonlyMap<TopicKey, TopicScore> => {
  const scores = new Map<TopicKey, TopicScore & { score: number; evidence: Evidence[] }>();
  const add = (key: TopicKey, points: number, evidence: Evidence): void => {
    const entry = scores.getOrInsert(key, { key, score: 0, evidence: [] });
    entry.score += points;
    if (points > 0) entry.evidence.push(evidence);
  };
  const tradeOf = ({ code }: Mention) => INDUSTRY_TOPICS.get(dictionary.companies.get(code)?.industry ?? '');
  for (const { where, reading, companies } of parts)
    for (const cue of reading.cues) {
      const holder = companies.find((name) => isPartOf(cue, name));
      const speaks = ({ topic, weight }: Cue): boolean =>
        holder === undefined ||
        (weight > 0 && (tradeOf(holder)?.key === topic || isNameOf(holder, cue.words, dictionary)));
      for (const value of cue.values)
        if (speaks(value)) add(value.topic, value.weight * WEIGHT[where], { words: cue.words, where });
    }
  const inTitle = titleOf(parts)?.companies ?? [];
  const areResults = reportResults(scores);
  const givenByOthers = new Set<TopicKey>();
  for (const company of inTitle) {
    const { words } = company;
    const trade = tradeOf(company);
    if (trade === undefined || !dictionary.topics.some(({ key }) => key === trade.key)) continue;
    const entry = scores.get(trade.key);
    // A word against a topic counts against the topic's cues, but not against the trade of a company.
    if (entry !== undefined) entry.score = Math.max(0, entry.score);
    const isOther = OTHER_TRADE.test(dictionary.companies.get(company.code)?.nameJa ?? '');
    if (isOther && givenByOthers.has(trade.key)) continue;
    if (isOther) givenByOthers.add(trade.key);
    const weight = areResults ? ENOUGH : trade.weight;
    add(trade.key, isOther ? 1 : weight, { words, where: 'title' });
  }
  return scores;
};

const titleOf = (parts: readonly TextPart[]): TextPart | undefined =>
  parts.find(({ where }) => where === 'title');

const reportResults = (scores: ReadonlyMap<TopicKey, TopicScore>): boolean =>
  (scores.get(EARNINGS as TopicKey)?.score ?? 0) >= ENOUGH;

/**
 * Finds at most three topics of a text, usually the strongest first, by its cues and by the trades of the companies in
 * its title (`scoreTopics`). A second or third topic that the title only mentions is left out, with exceptions. `aside`:
 * the text is news of another kind than business, such as sport.
 */
export const findTopics = (
  parts: readonly TextPart[],
  dictionary: TagDictionary,
  aside: boolean,
): readonly TopicScore[] => {
  const scores = scoreTopics(parts, dictionary);
  const titlePart = titleOf(parts);
  const inTitle = titlePart?.companies ?? [];
  const reportsResults = reportResults(scores);
  const title = titlePart?.reading.text ?? '';
  const enough = pointsAsked(title, aside, inTitle.length > 0);
  const strong = [...scores.values()].filter(({ key, score }) => score >= enough(key));
  const earned = withActsOfGovernment(strong, title, scores.get(POLICY as TopicKey));
  const isOfCurrency = isCurrencyReport(title) && earned.some(({ key }) => key === FX);
  const found = earned.filter(({ key }) => !(isOfCurrency && key === MARKETS));
  const has = (asked: string): boolean => found.some(({ key }) => key === asked);
  const byNamesLast = (a: TopicScore, b: TopicScore): number =>
    Number(isEarnedByNames(a, parts)) - Number(isEarnedByNames(b, parts));
  const aboutShares = has(MARKETS);
  const notOnePrice =
    aboutShares && (new Set(inTitle.map(({ code }) => code)).size > 1 || NOT_ONE_PRICE.test(title));
  const namesMeanLittle =
    isSessionReport(title) ||
    RANKING.test(title) ||
    COINS_BOUGHT.test(title) ||
    (!has(EARNINGS) &&
      !SPEAKER.test(title) &&
      (notOnePrice || inTitle.some(({ words }) => CODE.test(words))));
  const kept = found
    .filter((topic) => !namesMeanLittle || !isEarnedByNames(topic, parts))
    .sort((a, b) => (aboutShares ? byNamesLast(a, b) : 0) || b.score - a.score)
    .filter(
      (topic, place, [first = topic]) =>
        (inTitle.length > 0 && (isAboutShares(topic) || (place === 1 && first.key === MARKETS))) ||
        ((topic.key === DEALS || topic.key === GOVERNANCE) && !reportsResults) ||
        titlePart === undefined ||
        ((!reportsResults || topic.key === EARNINGS) && isSubject(topic, title)) ||
        !isMention(topic, titlePart.reading, place, separateWords(first.evidence)),
    );
  // If there are too many topics, those that only companies' names earned are left out first.
  return kept.length <= MOST_TOPICS ? kept : kept.toSorted(byNamesLast).slice(0, MOST_TOPICS);
};

/**
 * Makes a function that returns the minimum points of a topic. `aside`: the text is news of another kind than business.
 * `named`: the title names a company.
 */
const pointsAsked = (title: string, aside: boolean, named: boolean): ((key: TopicKey) => number) => {
  const session = (isCurrencyReport(title) || isSessionReport(title)) && !named;
  const isMarket = (key: TopicKey): boolean =>
    key === FX || key === MARKETS || (key === ENERGY && isOilReport(title));
  return (key) => {
    const inPassing = aside ? key !== POLICY && !(key === GOVERNANCE && named) : session && !isMarket(key);
    return inPassing ? ENOUGH_IN_PASSING : ENOUGH;
  };
};

/** Matches the government or a ministry of Japan as the one that acts: 政府、, 国交省が. */
const GOVERNMENT_ACTS =
  /(^|[\s、。」】)（(…]|\.{3}|日本)(政府|デジタル庁|観光庁|水産庁|(国交|国土交通|厚労|厚生労働|総務|文科|文部科学)省)([、がは\s]|検討|調整|決定|要請|後押し)/u;

/**
 * Topics in whose news the government only gives figures, speaks of a market, or punishes a company. Such news is about
 * policy only if it has enough words of policy.
 */
const WITHOUT_POLICY: ReadonlySet<string> = new Set(['macro', 'monetary', MARKETS, FX, GOVERNANCE]);

/** Adds `policy` if it has points, the government acts, and other topics but none of `WITHOUT_POLICY` are earned. */
const withActsOfGovernment = (
  earned: readonly TopicScore[],
  title: string,
  policy: TopicScore | undefined,
): readonly TopicScore[] =>
  policy !== undefined &&
  policy.score > 0 &&
  !earned.includes(policy) &&
  earned.length > 0 &&
  !earned.some(({ key }) => WITHOUT_POLICY.has(key)) &&
  GOVERNMENT_ACTS.test(title)
    ? [...earned, policy]
    : earned;

/** Matches a speaker before a quotation: 社長「…」. A speaker talks about the company's trade, not about its shares. */
const SPEAKER = /(社長|会長|頭取|CEO|CFO|役員)「/u;

const isAboutShares = ({ key, evidence }: TopicScore): boolean =>
  key === MARKETS && evidence.some(({ words }) => /自社株|株価|株式分割|株主優待/u.test(words));

/** Matches a title that names some companies of several (X、Yなどが上昇), or a company's act with its own shares or bonds. */
const NOT_ONE_PRICE = /など[がにはを]|自社株|自己株|株式.{0,3}分割|優待|債(を格付|の?発行)|増資|新株/u;

/** Matches a title that ranks companies. Such a title is not about their trades. */
const RANKING = /ランキング|\d位は/u;

/** Matches a title about coins that a company buys as an investment, whatever the company's trade is. */
const COINS_BOUGHT =
  /(ビットコイン|イーサリアム|ソラナ|暗号資産|(?<![A-Za-z])(BTC|ETH|SOL|XRP)(?![A-Za-z])).{0,12}(取得|購入|買い増し|保有)/u;

/** Matches the start of a securities code in brackets: (1234). */
const CODE = /^[(（<＜[［【]\d/u;

const isEarnedByNames = ({ evidence }: TopicScore, parts: readonly TextPart[]): boolean =>
  evidence.every(({ words, where }) =>
    parts.some((part) => part.where === where && part.companies.some((name) => name.words.includes(words))),
  );

const isPartOf = (
  cue: { readonly start: number; readonly end: number },
  { start, words }: Mention,
): boolean => start <= cue.start && cue.end <= start + words.length && cue.end - cue.start < words.length;

/** True if a cue is also a name of the company: キオクシア in キオクシアHD. */
const isNameOf = ({ code }: Mention, cue: string, { names, read }: TagDictionary): boolean =>
  read(cue).names.some(
    ({ name, start, end }) =>
      start === 0 && end === cue.length && names[name]?.owners.some((owner) => owner.code === code),
  );

/** A second or third topic is a mere mention only if its word begins after this share of the title, from 0 to 1. */
const LATER_PART = { second: 0.6, third: 0.5 } as const;

/** Minimum length, in characters, of a title whose second topic may be a mere mention. */
const LONG_TITLE = 20;

/** Matches Japanese letters. A second topic late in an English title counts, because it may be the subject of the title. */
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** A second topic is a mere mention only if the first topic has at least this number of words as evidence. */
const CLEARLY = 2;

/** Counts the different words of the evidence. A word inside another word does not count: NTT in NTTドコモ. */
const separateWords = (evidence: readonly Evidence[]): number => {
  const words = [...new Set(evidence.map((one) => one.words))];
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word))).length;
};

/**
 * Matches the end of an authority's name, such as 公取委, or of what an authority does, such as 報告義務. If the word of a
 * later topic `policy` ends so, the topic counts, unless `IN_PASSING` matches the text behind the word.
 */
const AUTHORITY = /(政府|委|委員会|省|庁|相|方針|要望|義務(化|付け)?)$/u;

/**
 * For each topic, matches a word of the topic that is rarely a mere mention, with the rest of the title. News of a leak
 * is about the attack, shops prepare for a change of tax, and a result at the end of a title is what the title reports.
 */
const SUBJECTS = new Map<string, RegExp>([
  ['tech', /^(不正アクセス|サイバー攻撃|アプリ$|AI[や・]半導体.{0,8}(投資|協力|重視))/u],
  ['chips', /^半導体.{0,8}(投資|協力|重視)/u],
  [
    POLICY,
    /^((食料品)?消費税?(減税|率|[0-9０-９])|酒税|増税|減税|課税|税優遇|(税|税制|制度|法)改正|新法|規制(強化|緩和))/u,
  ],
  ['autos', /^自動運転(?![・、])/u],
  ['trade', /^(経済安保(?!相|担当)|輸出(額|拡大))/u],
  [EARNINGS, /^(増益|減益|増収|減収|増配|最高益|増収増益|減収減益)[へにもか]?$|^決算(発表)?(延期|先送り)/u],
]);

const isSubject = ({ key, evidence: [word] }: TopicScore, title: string): boolean =>
  word !== undefined && SUBJECTS.get(key)?.test(title.slice(title.lastIndexOf(word.words))) === true;

/** Matches text behind an authority that is one of several, or only a source: 経産省や警察など, 経産省が発表. */
const IN_PASSING = /^(や|など|ら|・|が(発表|公表))/u;

/**
 * True if the title only mentions a topic: the topic has one word, late in the title, and no exception applies. `place`
 * is its place among the topics, from 0. The strongest topic is first, and is never a mere mention.
 */
const isMention = (
  { key, evidence: [word, second] }: TopicScore,
  { text: title, cues }: TextReading,
  place: number,
  wordsOfFirst: number,
): boolean => {
  if (place === 0 || word === undefined || second !== undefined) return false;
  const start = cues.find(({ words }) => words === word.words)?.start ?? title.lastIndexOf(word.words);
  const acts = AUTHORITY.test(word.words) && !IN_PASSING.test(title.slice(start + word.words.length));
  if (key === POLICY && acts) return false;
  if (place > 1) return start > title.length * LATER_PART.third;
  if (wordsOfFirst < CLEARLY || title.length < LONG_TITLE || !JAPANESE.test(title)) return false;
  if (key === GOVERNANCE || key === DEALS) return false;
  return start > title.length * LATER_PART.second && !opensLastQuotation(title, start);
};

const opensLastQuotation = (title: string, start: number): boolean =>
  title.endsWith('」') && title.lastIndexOf('「') + 1 === start;

/** Returns a topic, and the points that the topic usually gets for a company of its trade in the title. */
const topic = (key: string, weight: number): { readonly key: TopicKey; readonly weight: number } => ({
  key: key as TopicKey,
  weight,
});

/** The industries of Tokyo's stock exchange that earn a topic. */
const INDUSTRY_TOPICS = new Map([
  ['銀行業', topic('finance', 2)],
  ['証券、商品先物取引業', topic('finance', 2)],
  ['保険業', topic('finance', 2)],
  ['その他金融業', topic('finance', 2)],
  ['電気・ガス業', topic('energy', 2)],
  ['石油・石炭製品', topic('energy', 2)],
  ['鉱業', topic('energy', 1)],
  ['不動産業', topic('realestate', 2)],
  ['小売業', topic('retail', 2)],
  ['情報・通信業', topic('tech', 1)],
  ['食料品', topic('retail', 2)],
  ['輸送用機器', topic('autos', 1)],
]);
