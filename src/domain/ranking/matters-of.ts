import type { Article } from '../article/article.ts';
import { eventNames, readEvents } from '../folding/read/event/event-classes.ts';
import { readIndicators } from '../folding/read/event/indicators.ts';
import { readPlaces } from '../folding/read/name/places.ts';
import { anyOf } from '../folding/read/term/patterns.ts';
import { normaliseTitle } from '../folding/read/title/normalise-title.ts';
import { onceFor } from '../once-for.ts';
import type { Story } from '../story/story.ts';
import { isInTitle } from '../tag/tag.ts';
import { isMinor } from './importance.ts';
import { marketOf } from './market-of.ts';
import type { RankedStory } from './rank-stories.ts';

/** A matter of a story. `most`: maximum number of entries about it on a page. `isOneThing`: false only for a company. */
type Matter = { readonly key: string; readonly most: number; readonly isOneThing: boolean };

/** Usual maximum number of entries of a page about one matter. */
const OF_A_NAME = 1;

/** Maximum number of entries about a company, if the second is about an act of the company. An accident is not an act. */
const OF_A_COMPANY = 2;

/** Events that companies often announce together. */
const ACCOUNTS: ReadonlySet<string> = new Set(['results', 'forecast', 'dividend', 'buyback']);

const EARTHQUAKE = 'earthquake';

const PLANTS_STOP = /(?:工場|生産|製造|操業|稼働|拠点).*(?:停止|休止|再開)/u;

const TALKED_OF: readonly Pattern[] = [
  [
    'yen',
    anyOf(
      /円相場|急速に円[安高]|円の安定|1ドル ?= ?1\d\d円|^円急[騰落伸]/u,
      /^.{0,8}円[安高](?:圧力|進行|加速|転換|一服|再燃|定着|基調|局面)|円[安高]を?(?:是正|阻止|修正|けん制)/u,
      /^(?!.*(?:ガソリン|レギュラー|株|電気|コメ|賃金|時給|1[本個袋])).*(?<![\d,.])1[3-6]\d円(?:台|目前|突破)/u,
      /(?<!軍事|「|(?<!市場|相場|為替)に)介入(?!後)|\bintervention\b/u,
    ),
  ],
  ['US treasury', /ベッセント|米(?:財務)?長官|\bBessent\b/iu],
  ['statistics of companies', /法人企業|企業経常益/u],
  [EARTHQUAKE, /地震|震災|余震|津波|震度|被災|quake/u],
  ['storm', /台風|大雨|豪雨|typhoon/u],
  ['consumption tax', /消費税|(?<!(?:ビール|酒|住宅|ローン|法人).{0,3})減税|財源|consumption tax|sales tax/u],
  [
    'American tariffs',
    /(?:米国?の?|対日|トランプ|相互|自動車)関税|^米.{0,6}関税|関税(?:合意|の?「?特例)|\bus tariffs/iu,
  ],
  ['supervision of finance', /金融行政方針|金融庁.*(?:監視|リスク管理|監督).*方針/u],
  ['budget requests', /概算要求|予算要求|要求基準|シーリング|[省庁]の?予算/u],
  ['crude supply', /原油(?![高安]|価格|相場)(?!.*(?:資金|利益|人材|運転手)).*(?:調達|確保|備蓄)/u],
  ['trade', /(?<!農.*)輸[入出][量額]/u],
  ['bankruptcies', /倒産(?:件数|総額|.*(?:最多|[増減]|負債|ペース|\d件))/u],
  ['rice', /^.{0,8}(?:(?:コメ|新米|備蓄米)の?(?:[平店取業小][^、 ]{1,8})?(?:価格|卸値|相場)|米価)/u],
  ['meat', /[鶏豚牛](?:肉|・[鶏豚牛]肉)/u],
  ['bonuses', /[夏冬]の?(?:ボーナス|賞与)/u],
];

/** Patterns of headlines about a market, for stories in which `marketOf` finds no market. */
const MARKETS: readonly Pattern[] = [
  ['tokyo-bonds', /債券市場|(?<!米)国債(?:の)?利回り|(?<!米\d*)\d年(?:物国)?債|[長中]期債|(?<!米)長期金利/u],
  ['oil', /原油(?:価格|相場|先物).{0,10}(?:[高安]値|上昇|下落|高騰|急[騰落伸]|続[伸落])/u],
  ['tokyo-stocks', /日経平均|東証株価指数|topix|[^\s、]株[がは].{0,6}[高安]/u],
];

/**
 * Minimum number of stories about earthquakes from which `createFollowFinder` guesses. For a guess by a place, as many of
 * these stories must name the place.
 */
const MANY = 5;

type Matters = {
  /** Returns the matters of a story. A report of a market has only the market as a matter. */
  readonly of: (story: Story) => readonly Matter[];
  /** Returns the news about a matter, the most important story first. */
  readonly news: (matter: Matter) => readonly RankedStory[];
};

/** Finds the matters of ranked stories. Minor stories do not count as news about a matter. */
export const createMatters = (ranked: readonly RankedStory[]): Matters => {
  const news = ranked.filter(({ importance }) => !isMinor(importance));
  const follows = createFollowFinder(ranked.map(({ story }) => story));
  const mattersOf = onceFor((story: Story): readonly Matter[] => {
    const { companies, acts, subjects } = namedIn(story);
    const ofCompany = acts.every((act) => act.endsWith(' accident')) ? OF_A_NAME : OF_A_COMPANY;
    return [
      ...companies.map((key) => ({ key, most: ofCompany, isOneThing: false })),
      ...[...acts, ...subjects, ...(follows(story) ? [EARTHQUAKE] : [])].map((key) => ({
        key,
        most: OF_A_NAME,
        isOneThing: true,
      })),
    ];
  });
  const about = new Map<string, RankedStory[]>();
  for (const one of news) for (const { key } of mattersOf(one.story)) about.getOrInsert(key, []).push(one);
  return { of: mattersOf, news: ({ key }) => about.get(key) ?? [] };
};

/** Makes a function that guesses whether a story that names no earthquake is about the effects of one. */
const createFollowFinder = (stories: readonly Story[]): ((story: Story) => boolean) => {
  const quakes = stories.filter((story) => namedIn(story).subjects.includes(EARTHQUAKE));
  if (quakes.length < MANY) return () => false;
  const counts = Map.groupBy(quakes.flatMap(placesIn), (place) => place);
  return (story) => {
    const { subjects } = namedIn(story);
    if (subjects.includes(EARTHQUAKE) || subjects.includes('storm') || marketOf(story) !== undefined)
      return false;
    return (
      saysMostly(headlinesOf(story), PLANTS_STOP) ||
      placesIn(story).some((place) => (counts.get(place)?.length ?? 0) >= MANY)
    );
  };
};

/** True if a pattern matches at least a third of the normalised headlines of a story. */
const saysMostly = (headlines: readonly string[], pattern: RegExp): boolean =>
  3 * headlines.filter((headline) => pattern.test(headline)).length >= headlines.length;

const headlinesOf = onceFor(({ articles }: Story): readonly string[] =>
  articles.map(({ title }) => normaliseTitle(title)),
);

const placesIn = onceFor(({ articles: [{ title, language }] }: Story): readonly string[] =>
  readPlaces(normaliseTitle(title), language),
);

type Named = Readonly<Record<'companies' | 'acts' | 'subjects', readonly string[]>>;

type Pattern = readonly [name: string, pattern: RegExp];

const find = (patterns: readonly Pattern[], text: string): readonly string[] =>
  patterns.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));

/** Patterns of central banks abroad, for normalised headlines about a policy rate. */
const BANKS_ABROAD: readonly Pattern[] = [
  ['America', /frb|fomc|米利[上下]げ|米政策金利|パウエル|ウォーシュ|\bfed\b|federal reserve/u],
  ['another country', /(?<!山梨|福岡)中銀(?!行)|欧州中央銀|中国人民銀|ecb|\bboe\b|bank of england/u],
];

const BANK_OF_JAPAN = /日銀|日[米欧英]+の?中銀|[米欧英]+日の?中銀|\bboj\b|bank of japan/u;

/** Returns the key of the policy rate in a headline: Japan's, unless the headline names only a central bank abroad. */
const policyRateOf = (text: string): string => {
  const [abroad] = BANK_OF_JAPAN.test(text) ? [] : find(BANKS_ABROAD, text);
  return abroad === undefined ? 'policy-rate' : `policy-rate of ${abroad}`;
};

const companyOf = ({ tags }: Article): string | undefined =>
  tags.filter((tag) => tag.kind === 'company').find(isInTitle)?.code;

/** Returns the keys of a story's matters. Acts, indicators, policy rates and `MARKETS` are read from the first headline only. */
const namedIn = onceFor((story: Story): Named => {
  const { articles } = story;
  const market = marketOf(story);
  if (market !== undefined) return { companies: [], acts: [], subjects: [market] };
  const [{ title, language }] = articles;
  const text = normaliseTitle(title);
  const headlines = headlinesOf(story);
  const all = eventNames(readEvents(text, language));
  const talkedOf = new Set([
    ...readIndicators(text, language),
    ...TALKED_OF.flatMap(([name, pattern]) => (saysMostly(headlines, pattern) ? [name] : [])),
  ]);
  const companies = new Set(articles.flatMap((article) => companyOf(article) ?? []));
  const kinds = new Set(all.map((event) => (ACCOUNTS.has(event) ? 'accounts' : event)));
  return {
    companies: [...companies],
    acts: [...companies].flatMap((company) => [...kinds].map((kind) => `${company} ${kind}`)),
    subjects: [
      ...talkedOf,
      ...(all.includes('policy-rate') ? [policyRateOf(text)] : []),
      ...find(MARKETS, text),
    ],
  };
});
