import type { Article } from '../article/article.ts';
import { eventNames, readEvents } from '../folding/read/event/event-classes.ts';
import { readMarketKey } from '../folding/read/event/market-key.ts';
import { normaliseTitle } from '../folding/read/title/normalise-title.ts';
import { isForReadersAbroad } from '../item/relevance/find-evidence.ts';
import { onceFor } from '../once-for.ts';
import { foldName } from '../tag/company/fold-name.ts';
import type { ReadText } from '../tag/text/text-reading.ts';
import { anyOf, type WordLists } from '../tag/word-lists.ts';

/**
 * Why a report or its story is minor; of several reasons, the first in this order. `little`: the story is of little
 * worth.
 */
export type MinorKind = 'notice' | 'feature' | 'abroad' | 'little';

type Report = Pick<Article, 'title' | 'summary' | 'outlet' | 'tags'>;

/** Returns the reason, other than `little`, that makes a report minor; undefined without such a reason. */
export type FindMinor = (report: Report) => MinorKind | undefined;

export const createMinorFinder = (words: WordLists, read: ReadText): FindMinor => {
  const notice = new RegExp(anyPlain(words.notices), 'iu');
  const isFeature = createFeatureFinder(words);
  const isAbroad = createAbroadFinder(words, read);
  return onceFor((report: Report): MinorKind | undefined => {
    const title = report.title.normalize('NFKC');
    const outlet = report.outlet.name;
    if (notice.test(title) || LOCAL_BUDGET.test(title) || isSharePrice(title) || OWN_SITE.test(outlet))
      return 'notice';
    if (isFeature(title, outlet)) return 'feature';
    return isForReadersAbroad(outlet) || isAbroad(report) ? 'abroad' : undefined;
  });
};

/** Matches an outlet whose name is the host of an authority, association, university, firm or party: `pref.example.lg.jp`. */
const OWN_SITE = /^(?:[\w-]+\.)+(?:lg|go|co|or|ac)\.jp$|^(?:www\.)?jimin\.jp$/iu;

/** Matches a headline about the budget of a local authority, but not of the state (`国の`, `国会`, `兆円`). */
const LOCAL_BUDGET =
  /^(?!.*(?:政府|首相|総理|閣議|財務|国会|衆院|参院|国の|兆円)).*(?:[県市町村区](?:議会)?[のがは、].{0,12}補正予算|\d月補正予算|\d[億万]円の補正予算|[県市町村区]の?(?:来年度|当初)?予算)/u;

const SHARE_PRICE = /(?<!平均)株価(?!指数|操[縦作]|対策|純資産|収益)|ストップ[高安]/u;

/** Matches words that show that a headline about share prices is not only about one company. */
const ALL_SHARES = /世界の?株|株式市場|政府|首相|財務相|日銀|金融庁|GPIF/u;

const isSharePrice = (title: string): boolean =>
  SHARE_PRICE.test(title) && !ALL_SHARES.test(title) && readMarketKey(title.toLowerCase()) === undefined;

const anyPlain = (words: readonly string[]): string => anyOf(words.map((word) => word.normalize('NFKC')));

/** Matches the name of a site or a section after a headline: `… | ビジネス`. */
const SITE_PART = /\s*[|｜][^|｜]{1,20}$/u;

/** Matches brackets, quotes and punctuation after the last word of a headline. */
const CLOSING = /[\s」』”"')\]】〉》>.。!…]+$/u;

/** Matches a label in brackets at the beginning of a headline. */
const LABEL = /^[【〈<《[]([^】〉>》\]]{1,40})[】〉>》\]]/u;

/** Matches a short Japanese text with a colon at the beginning of a headline. */
const LABEL_WITH_COLON =
  /^([\p{L}\p{N}・ー]{0,11}[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]): ?(?!\d)/u;

/**
 * Matches brackets with `/` or `#` after a headline, such as the name of a programme or a series. Without the
 * lookahead, a search would take cubic time.
 */
const LABEL_BEHIND = /【(?=[^】]*[/#])[^】]*】$/u;

/** Matches a quotation: a question inside a quotation is not the headline's own question. */
const QUOTED = /「[^」]*」|『[^』]*』|“[^”]*”/gu;

/** Matches a question mark, or `のか` before another clause: `効果はあったのか 3つの説`. */
const ASKS = /\?|[^\s]のか\s/u;

/** Matches a part of a series: `(上)`, a number in brackets before another word, or `第3回` at the beginning. */
const SERIES =
  /\((?:上|中|下)\)|(?<![氏長者告役員])\(\d{1,3}\) ?[\p{Script=Han}\p{Script=Katakana}「A-Z]|^第\d+回 /u;

/** Matches the speaker at the end of an interview's headline: `…の架空花子氏`, not `…に架空花子氏`. */
const SPEAKER =
  /(?:[\p{Script=Katakana}ーA-Za-z.]|の| )\p{Script=Han}{3,6}氏(?: \p{Script=Han}{2,12}[長相官授員者役表])?$/u;

/** Matches a headline about a new head of a company: `架空電機 架空花子氏 新社長`. */
const NEW_HEAD = /新(?:社長|会長|頭取)/u;

const ONLY_SPEECH = /^[^「」、 ]{2,24}(?:社長|会長|頭取|CEO|CFO|専務|常務)「([^「」\d]+)」$/u;

/** True if a headline has only an executive and a quotation, and the quotation has no digit and names no event. */
const isOnlySpeech = (title: string): boolean => {
  const said = ONLY_SPEECH.exec(title)?.[1];
  return said !== undefined && !namesEvent(said);
};

const TWO_SPEAKERS = /氏「[^」]*」\S{0,8}氏「/u;

/** Matches the first word of an English headline that asks, explains or introduces. */
const ENGLISH_OPENING = /^(?:How|Why|What|Who|Where|Inside|Meet)\b/u;

/**
 * Makes a function that recognises features, such as columns and guides, by their headlines. Every report of a magazine
 * counts as a feature.
 */
const createFeatureFinder = (words: WordLists): ((title: string, outlet: string) => boolean) => {
  const column = columnLabelOf(words['column-labels']);
  const newsLabel = new RegExp(anyPlain(words['news-labels']), 'iu');
  const phrase = new RegExp(`(?<![a-z])${anyPlain(words['feature-phrases'])}(?![a-z])`, 'iu');
  const ending = new RegExp(`${anyPlain(words['feature-endings'])}$`, 'iu');
  const author = authorOf(words['family-names']);
  const magazines = new Set(words.magazines.map(foldName));
  return (title, outlet) => {
    const bare = title.replace(SITE_PART, '').replace(CLOSING, '');
    const label = (LABEL.exec(bare) ?? LABEL_WITH_COLON.exec(bare))?.[1];
    if (
      phrase.test(bare) ||
      (SPEAKER.test(bare) && !NEW_HEAD.test(bare)) ||
      TWO_SPEAKERS.test(bare) ||
      isOnlySpeech(title) ||
      ASKS.test(title.replace(QUOTED, '')) ||
      magazines.has(foldName(outlet))
    )
      return true;
    // Reports of markets have the same labels and endings as columns: [概況/後場寄り].
    if (readMarketKey(title.toLowerCase()) !== undefined) return false;
    return (
      column.test(title) ||
      (label !== undefined && !newsLabel.test(label)) ||
      [ending, SERIES, ENGLISH_OPENING, author].some((pattern) => pattern.test(bare)) ||
      isTheme(bare) ||
      LABEL_BEHIND.test(title)
    );
  };
};

/**
 * Makes a pattern of the beginning of a title in NFKC: a listed label in brackets or before a colon, or a short text
 * before a slash.
 */
const columnLabelOf = (labels: readonly string[]): RegExp =>
  new RegExp(
    `^(?:[【[〈<(]${anyPlain(labels)}[】\\]〉>)]|${anyPlain(labels)} ?:|[\\p{L}\\p{N}・ー ]{2,12}/)`,
    'iu',
  );

/**
 * Matches a Japanese headline that is one phrase with `の` or `と`: `増税と景気`. It has no spaces, commas, brackets or
 * particles such as `が`, and ends in kanji or katakana.
 */
const ONE_PHRASE = /^(?=.*[のと])[^\s、,。「」()【[<をがはへにでも]*[\p{Script=Han}\p{Script=Katakana}ー]$/u;

const isTheme = (title: string): boolean => ONE_PHRASE.test(title) && !namesEvent(title);

const namesEvent = (title: string): boolean => eventNames(readEvents(normaliseTitle(title), 'ja')).length > 0;

/** Last characters of many given names. */
const GIVEN_NAME_ENDS =
  '子美恵江香奈菜里佳郎朗夫雄男彦也哉樹介輔助之文英宏博浩弘広史司志隆孝昭義和幸吉太次一二三人代世乃花華織帆穂悠';

/** A lookahead: these hiragana are not a given name (`佐藤さん`, `広島・山口など`). */
const NO_GIVEN_NAME = '(?!さん|など|ほか|から|まで|だけ|にも|でも|では|には|のみ|なら)';

/** Returns a pattern that matches a listed family name and a given name at the end of a headline. */
const authorOf = (familyNames: readonly string[]): RegExp =>
  new RegExp(
    `[ ・=/」』)(]${anyPlain(familyNames)} ?(?:\\p{Script=Han}{0,2}[${GIVEN_NAME_ENDS}]|${NO_GIVEN_NAME}\\p{Script=Hiragana}{2,4})$`,
    'u',
  );

/** Words that refer to Japan if they stand alone. After the name of another country, they refer to that country. */
const OFFICES = '(?:政府|首相|財務省|財務相|官房長官|国内|国産|全国)';

/** Matches a comparison with Japan: `日米より市場安定`. */
const COMPARED_WITH_JAPAN = /日(?:本|米|米欧|欧)(?:より|並み|に次)/gu;

/** Makes a function that recognises news of another country. A report with a company tag never counts. */
const createAbroadFinder = (words: WordLists, read: ReadText): ((report: Report) => boolean) => {
  const mattersHere = new RegExp(`(?<![a-z])${anyPlain(words['matters-here'])}(?![a-z])`, 'iu');
  const office = new RegExp(`(${anyPlain(words.abroad)}の?)${OFFICES}`, 'gu');
  return ({ title, summary = '', tags }) => {
    const signals = read(
      title.normalize('NFKC').replace(office, '$1').replace(COMPARED_WITH_JAPAN, ''),
    ).signals;
    if (tags.some(({ kind }) => kind === 'company') || signals.has('japan')) return false;
    if (isForeignMarket(title)) return true;
    const text = `${title} ${summary}`.normalize('NFKC');
    return signals.has('abroad') && !read(summary).signals.has('japan') && !mattersHere.test(text);
  };
};

/** True for a report of shares in Europe, Australia or Asia outside Japan, or of bonds in Europe. */
const isForeignMarket = (title: string): boolean => {
  const market = readMarketKey(title.normalize('NFKC').toLowerCase())?.subject;
  return market !== undefined && /^(?:europe(?:an)?|asian)-|^\P{ASCII}/u.test(market);
};
