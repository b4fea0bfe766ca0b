import { anyOf, type WordLists } from '../word-lists.ts';
import { PREFECTURE } from './prefecture.ts';
import { teamFinder } from './teams.ts';

/** Decides from the characters around a name in a text whether the name means a company. */
export type NameBoundary = {
  /**
   * True if the name from `start` to `end` is a word by itself, and the text beside it shows no other meaning, such as
   * a place, a person or a team. `afterName`: another name ends one character before `start`.
   */
  readonly standsAlone: (text: string, start: number, end: number, afterName: boolean) => boolean;
  /** True if the katakana word at `start` follows kanji outside the list `before-name`, as in an ordinary word: 実力ベース. */
  readonly endsCompound: (text: string, start: number) => boolean;
  /** True if a trade follows the name that ends at `end`, so that the two together name another company: 三和化学. */
  readonly isAnotherFirm: (text: string, end: number) => boolean;
};

/** Number of characters that are read before a name. */
const BEFORE_LENGTH = 12;

/** Number of characters that are read after a name. */
const AFTER_LENGTH = 24;

/**
 * Minimum length, in characters, of a katakana name that counts after a katakana word and a dot. A shorter name counts
 * if that word is a company's name.
 */
const LONG_KATAKANA = 7;

/** Length, in characters, above which a name counts even if more kanji follow. */
const LONG_KANJI = 3;

export const createNameBoundary = (words: WordLists): NameBoundary => {
  const isTeam = teamFinder(words);
  const wordBefore = new RegExp(`${anyOf(words['before-name'])}$`, 'u');
  const wordAfter = new RegExp(`^${anyOf(words['after-name'])}`, 'u');
  const trade = new RegExp(`^${anyOf(words.trades)}`, 'u');

  const startsClean = (before: string, name: string, after: string, afterName: boolean): boolean => {
    const last = before.at(-1) ?? '';
    const first = name[0] ?? '';
    // A dot joins the katakana parts of a foreign name (モルガン・スタンレー), but separates the names of two companies.
    if (KATAKANA.test(first) && last === '・' && !afterName)
      return !KATAKANA.test(before.at(-2) ?? '') || name.length >= LONG_KATAKANA;
    if (KATAKANA.test(first)) return !KATAKANA.test(last);
    // A name with kanji before it and a dot after it may be part of a person's name (伊東武・銀行頭取).
    if (KANJI.test(first)) return !KANJI.test(last) || (wordBefore.test(before) && after[0] !== '・');
    return true;
  };

  const endsClean = (after: string, name: string): boolean => {
    const next = after[0] ?? '';
    const last = name.at(-1) ?? '';
    if (KATAKANA.test(last) && KATAKANA.test(next)) return wordAfter.test(after);
    if (KANJI.test(last) && KANJI.test(next))
      return name.length > LONG_KANJI || wordAfter.test(after) || FACILITY.test(after);
    return true;
  };

  return {
    standsAlone: (text, start, end, afterName) => {
      const before = text.slice(Math.max(0, start - BEFORE_LENGTH), start);
      const after = text.slice(end, end + AFTER_LENGTH);
      const name = text.slice(start, end);
      const isPlaceOrPerson =
        NOT_A_COMPANY.test(after) && !(KATAKANA_OR_LATIN.test(name.at(-1) ?? '') && ITS_HEAD.test(after));
      const isOther =
        (MAKER.test(name) && AFTER_PREFECTURE.test(before)) || (MALL.test(name) && SHOP_INSIDE.test(after));
      const isSpeakers =
        (FIRM_OF_SPEAKER.test(after) && !before.endsWith('に')) ||
        (BROKER.test(name) && ITS_SPEAKER.test(after));
      const isCompared = NAMED_THING.test(before) || LIKENED.test(before);
      const wasEmployer = FORMER.test(before) && FORMER_STAFF.test(after) && !CASE.test(text);
      const isArea = after.startsWith('管内') && text.includes('停電');
      if (isPlaceOrPerson || isSpeakers || isOther || isCompared || wasEmployer || isArea || isTeam(after))
        return false;
      return startsClean(before, name, after, afterName) && endsClean(after, name);
    },
    endsCompound: (text, start) =>
      KATAKANA.test(text[start] ?? '') &&
      KANJI.test(text[start - 1] ?? '') &&
      !wordBefore.test(text.slice(Math.max(0, start - BEFORE_LENGTH), start)),
    isAnotherFirm: (text, end) => trade.test(text.slice(end, end + AFTER_LENGTH)),
  };
};

const KANJI = /[\p{Script=Han}々]/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;
const KATAKANA_OR_LATIN = /[\p{Script=Katakana}ーA-Za-z]/u;

/** Patterns of text after names that do not count, such as those of places, persons, schools and analysts' firms. */
const NOT_A_COMPANY_AFTER = [
  '市|県(?!庁支店)|区|町|村|駅|港(?!湾)|湾|川|山|海岸|島(?!津)|半島|地方|地震',
  '大学|高校|高等|中学|小学|署|線|道(?!路)|杯|踏切|城|寺|神社|神宮',
  '氏|さん|くん|容疑者|被告|選手|投手|監督|捕手|内野手|外野手',
  '\\p{Script=Han}{0,6}(美術館|博物館|記念館|史料館|財団|病院(?![向用内])|ギャラリー)|(社長|会長)の(父|母|夫|妻|兄|弟|姉|妹|長男|次男|長女|次女)',
  '集計$|顧問[(・の]|(アナリスト|エコノミスト|ストラテジスト)($|[「がはの])|跡地|\\d連覇',
  '(証券)? \\p{Script=Han}{2,6}(チーフ|主任|上席|シニア)\\p{Script=Han}{0,3}(アナリスト|エコノミスト|ストラテジスト)',
  '(?!労)\\p{Script=Han}{0,6}(協会|連合会|工業会|学会(?![でに])|学園|公団)',
  'カンパニー|パッセ|の(踏切|駅|電車|車内|線路|店舗?前)|\\p{Script=Han}{2,4}の\\S{0,6}事故を?受け|片隅|座(?!談)|な(?![どら])|業(?![績務種容])',
  '(事故)?の?除染土|販売[」』]|[」”"]?(出身|っぽ|と呼ばれた)',
  '入社後|を(辞め|退職し|退社し)|から.{0,12}に転身|(技術者|エンジニア|社員|記者|行員)から[^、を]{1,12}[へに]$',
  '・\\S{1,8}駅|\\p{Script=Han}{0,4}(執行役員|研究員|主席)\\S{0,16} \\p{Script=Han}{2,3} ?\\p{Script=Han}{1,3}$',
  ' (City|University|Prefecture|Ward|Shrine|Temple|Castle|Seaside Park|Marathon|Cup|Open|Classic|Telescope|Airport|Station)\\b',
];

const NOT_A_COMPANY = new RegExp(`^(${NOT_A_COMPANY_AFTER.join('|')})`, 'u');

/** Matches a speaker at the end of a headline, after the name of the speaker's firm: 架空証券の架空氏. */
const FIRM_OF_SPEAKER = /^(DS|証券|銀行?|アセット(マネジメント)?)?の\p{Script=Han}{1,4}氏$/u;

const BROKER = /[証證]券$/u;

/** Matches a dot and a person's name at the end of a headline, after the name of a broker: 架空証券・架空花子. */
const ITS_SPEAKER =
  /^・(?!日本|三菱|三井|住友|[元前新]|\p{Script=Han}*(証券|銀行|生命|物産|商事|製鉄|電力|社長|会長|専務|常務|社員))\p{Script=Han}{3,5}$/u;

/** Matches an executive's family name and title: after a katakana or Latin name, 山 in 山口社長 means no mountain. */
const ITS_HEAD = /^\p{Script=Han}{2,4}?(社長|副社長|会長|専務|常務|CEO|CFO|最高経営責任者)/u;

/** Matches an animal or a thing whose name follows in quotes: 迷い猫「パルコ」. */
const NAMED_THING = /(猫|犬|馬|牛|熊|鳥|ネコ|イヌ|クマ|ペンギン|パンダ|ゾウ|台風|キャラクター)[「『]$/u;

/** Matches a mall's name. If `SHOP_INSIDE` matches right after it, the news is about a shop in it: イオン豊川に期間限定店舗. */
const MALL = /^(イオン(モール|タウン)?|パルコ|ルミネ|アトレ)$/u;
const SHOP_INSIDE = /^\p{Script=Han}{2,4}(店|モール)?[にで](期間限定|出店|開店|オープン|店舗|支店)/u;

/** Matches words before a company's name by which the name stands for another firm: 第二の架空堂, 介護版架空堂. */
const LIKENED = /(第[二2]の|(?!電子|改訂|最新|決定|限定|海外|廉価|特別|.語版)\p{Script=Han}{2}版)[「『“"]?$/u;

/** Matches `元` before the name of a former employer, but not the end of a word such as 地元 or 発売元. */
const FORMER = /(?<!\p{Script=Han})元々?[「『“"]?$/u;

/** Matches a former employee other than the head of the firm. Their news is not about the firm: 元架空堂の研究者. */
const FORMER_STAFF =
  /^[」』”"]?の?(女子)?(研究者|技術者|エンジニア|デザイナー|アナリスト|アナ|記者|幹部|社員|店長|営業|開発者|プロデューサー|CFO|CTO)/u;

/** Matches words of a crime or a lawsuit. Such news is about the former employer, too: 元架空堂社員を逮捕. */
const CASE = /逮捕|起訴|送検|容疑|横領|詐欺|漏|流出|収賄|判決|被告|提訴|不正|持ち出/u;

/** Matches a car maker's name. Right after a prefecture's name, it means a dealer, which is another company: 群馬トヨタ. */
const MAKER = /^(トヨタ|ホンダ|マツダ|スバル|スズキ|ダイハツ|レクサス)/u;
const AFTER_PREFECTURE = new RegExp(`${PREFECTURE}$`, 'u');

/** Matches a place name and a company's site there, such as a factory, an office or a power plant. */
const FACILITY = /^\p{Script=Han}{1,4}(工場|製作所|製鉄所|製油所|事業所|本社|支社|支店|営業所|原発|火力)/u;
