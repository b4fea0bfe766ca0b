import { isTeam } from './teams.ts';

const KANJI = /[\p{Script=Han}々]/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;

/** What may stand before a name without a sign between them: 米、旧、親会社の… */
const BEFORE = /(旧|元|新|現|米|英|独|仏|中|韓|台|印|伊|豪|同|各|対|反|親|脱|株式会社|大手|銀)$/u;

/** What may follow a name without a sign between them, the name still being the company's. */
const AFTER_KANJI =
  /^(社|機|会長|副社長|専務|常務|取締役|役員|株|系|製|側|傘下|子会社|工場|本社|支社|支店|銀|証券|生命|損保|保険|自動車|電機|化学|建設|不動産|商事|製作所|製薬|薬品|物流|鉄鋼|製鉄|電力|送配電|労組|労使|経営|幹部|首脳|関係者|純利益|純損益|最終|営業|経常|決算|業績|上場|買収|出資|撤退|参入|開発|発表|提携|参加|新社長|元社長|前社長|創業|会見|投資|販売|運賃|通期|上期|下期|中間|中国|米国|北米|欧州|米|英|印|中期|今期|前期|来期|増益|減益|値上げ|値下げ|新型|新車|など|事業|運営|製品|技術|向け|持|東|西|東日本|西日本|北海道|九州|東北|関東|中部|関西|中四国)/u;

const AFTER_KATAKANA =
  /^(ジャパン|グループ|ホールディングス|ホールディング|モーター|モータース|エレクトロニクス|ソリューション|システム|サービス|エンジニアリング|ファイナンス|フィナンシャル|キャピタル|コーポレーション|ケミカル|エナジー|エネルギー|ロジスティクス|バンク|テクノロジー|デジタル|リテイ|フーズ|ビール|ビバレッジ|モール|リース|カード|ペイ|モバイル|エナジ|インダストリ|テック|ライフ|ケア|セミコン|オートモーティブ|ミュージック|ピクチャーズ|アメリカ|インド|タイ|ベトナム|チャイナ|ヨーロッパ|イノベーション|ストア|ネットワーク|データ|ケーブル|ファーマ|ヘルスケア|メディカル|マテリアル)/u;

/** What makes of a name a place, a person or a school. */
const NOT_A_COMPANY =
  /^(市|県|区|町|村|駅|港(?!湾)|湾|大学|高校|高等|中学|小学|氏|さん|くん|容疑者|被告|選手|投手|監督|捕手|内野手|外野手|神社|神宮|寺|城|川|山|海岸|島(?!津)|半島|地方|地震|署|線|道(?!路)|杯|カンパニー|踏切|パッセ|の(踏切|駅|電車|車内|線路|店舗?前)|座(?!談)|な(?![どら])|業(?![績務種容])| (City|University|Prefecture|Ward|Shrine|Temple|Castle|Seaside Park|Marathon|Cup|Open|Classic|Telescope)\b)/u;

/** An animal or a thing that bears the name in quotes: 迷い猫「パルコ」. */
const NAMED_THING = /(猫|犬|馬|牛|熊|鳥|ネコ|イヌ|クマ|ペンギン|パンダ|ゾウ|台風|キャラクター)[「『]$/u;

/** A place and what a company has there. */
const FACILITY = /^\p{Script=Han}{1,4}(工場|製作所|製鉄所|製油所|事業所|本社|支社|支店|営業所|原発|火力)/u;

/** Long enough for all that may stand before a name. */
const BEFORE_LENGTH = 8;

/** A name this long stays itself when more characters of its script follow. */
const LONG_KANJI = 3;

/**
 * Whether the name at `start` to `end` of the text is a word by itself, by the scripts around it, and names
 * no place, person or team. `afterName`: another name ends one character before it.
 */
export const standsAlone = (text: string, start: number, end: number, afterName: boolean): boolean => {
  const before = text.slice(Math.max(0, start - BEFORE_LENGTH), start);
  const after = text.slice(end, end + 24);
  const name = text.slice(start, end);
  if (NOT_A_COMPANY.test(after) || isTeam(after) || NAMED_THING.test(before)) return false;
  return startsClean(before, name, afterName) && endsClean(after, name);
};

const startsClean = (before: string, name: string, afterName: boolean): boolean => {
  const last = before.at(-1) ?? '';
  const first = name[0] ?? '';
  // A dot joins the parts of a foreign name, モルガン・スタンレー, unless a company stands on both sides.
  if (KATAKANA.test(first) && last === '・' && !afterName) return !KATAKANA.test(before.at(-2) ?? '');
  if (KATAKANA.test(first)) return !KATAKANA.test(last);
  if (KANJI.test(first)) return !KANJI.test(last) || BEFORE.test(before);
  return true;
};

const endsClean = (after: string, name: string): boolean => {
  const next = after[0] ?? '';
  const last = name.at(-1) ?? '';
  if (KATAKANA.test(last) && KATAKANA.test(next)) return AFTER_KATAKANA.test(after);
  if (KANJI.test(last) && KANJI.test(next))
    return name.length > LONG_KANJI || AFTER_KANJI.test(after) || FACILITY.test(after);
  return true;
};

const TRADE =
  /^(工業|化学|化成|製作所|研究所|産業|商店|商会|商事|建設|鉄工|電機|電気|電子|運輸|物産|精機|機械|製薬|食品|印刷|不動産|酒造|製菓|信金|信用金庫|信組)/u;

/** Whether a trade follows that makes of the name another company's: 三和化学 is not 三和. */
export const isAnotherFirm = (text: string, end: number): boolean => TRADE.test(text.slice(end, end + 4));
