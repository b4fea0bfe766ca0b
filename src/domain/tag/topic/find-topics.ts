import type { TagDictionary } from '../dictionary.ts';
import type { TopicKey } from '../topic.ts';
import { isMention, isSubject, separateWords } from './mere-mention.ts';
import {
  ENOUGH,
  reportResults,
  scoreTopics,
  type TextPart,
  type TopicScore,
  titleOf,
} from './score-topics.ts';
import { isCurrencyReport, isOilReport, isSessionReport } from './session-report.ts';
import { DEALS, EARNINGS, ENERGY, FX, GOVERNANCE, MARKETS, POLICY } from './topic-keys.ts';

const MOST_TOPICS = 3;

/** Minimum points of a topic that a text, such as news of sport, may only mention; see `pointsAsked`. */
const ENOUGH_IN_PASSING = 4;

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
