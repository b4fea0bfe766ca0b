import { anyOf } from '../term/patterns.ts';

/**
 * Prefectures, regions, cities and districts of Japan: Japanese and English. A place with `<` belongs to the prefecture
 * behind this sign. An English name with `_city` matches only if the word "city" follows it. The name alone means the
 * prefecture or, for Toyota, a company.
 */
const LINES = `
北海道=hokkaido 青森=aomori 岩手=iwate 宮城=miyagi 秋田=akita 山形=yamagata 福島=fukushima
茨城=ibaraki 栃木=tochigi 群馬=gunma 埼玉=saitama 千葉=chiba 東京=tokyo 神奈川=kanagawa
新潟=niigata 富山=toyama 石川=ishikawa 福井=fukui 山梨=yamanashi 長野=nagano 岐阜=gifu 静岡=shizuoka 愛知=aichi
三重=mie 滋賀=shiga 京都=kyoto 大阪=osaka 兵庫=hyogo 奈良=nara 和歌山=wakayama
鳥取=tottori 島根=shimane 岡山=okayama 広島=hiroshima 山口=yamaguchi
徳島=tokushima 香川=kagawa 愛媛=ehime 高知=kochi
福岡=fukuoka 佐賀=saga 長崎=nagasaki 熊本=kumamoto 大分=oita 宮崎=miyazaki 鹿児島=kagoshima 沖縄=okinawa
東北=tohoku 関東=kanto 首都圏=greater_tokyo<tokyo 北陸=hokuriku 東海=tokai 中部=chubu 近畿=kansai 関西=kansai 中国地方=chugoku
四国=shikoku 九州=kyushu
札幌=sapporo<hokkaido 苫小牧=tomakomai<hokkaido 千歳=chitose<hokkaido 函館=hakodate<hokkaido
旭川=asahikawa<hokkaido 釧路=kushiro<hokkaido
八戸=hachinohe<aomori 盛岡=morioka<iwate 北上=kitakami<iwate 仙台=sendai<miyagi 石巻=ishinomaki<miyagi
郡山=koriyama<fukushima 都心=tokyo いわき=iwaki<fukushima
つくば=tsukuba<ibaraki 水戸=mito<ibaraki 鹿嶋=kashima<ibaraki 宇都宮=utsunomiya<tochigi 高崎=takasaki<gunma
前橋=maebashi<gunma さいたま=saitama_city<saitama 川口=kawaguchi<saitama 成田=narita<chiba 幕張=makuhari<chiba
君津=kimitsu<chiba 市原=ichihara<chiba
羽田=haneda<tokyo 渋谷=shibuya<tokyo 新宿=shinjuku<tokyo 品川=shinagawa<tokyo 銀座=ginza<tokyo 池袋=ikebukuro<tokyo
横浜=yokohama<kanagawa 川崎=kawasaki<kanagawa 横須賀=yokosuka<kanagawa 鎌倉=kamakura<kanagawa
柏崎=kashiwazaki<niigata 長岡=nagaoka<niigata 金沢=kanazawa<ishikawa 敦賀=tsuruga<fukui 甲府=kofu<yamanashi
松本=matsumoto<nagano 浜松=hamamatsu<shizuoka
名古屋=nagoya<aichi 豊田=toyota_city<aichi 豊橋=toyohashi<aichi 田原=tahara<aichi 四日市=yokkaichi<mie 鈴鹿=suzuka<mie
亀山=kameyama<mie 大津=otsu<shiga
堺=sakai<osaka 梅田=umeda<osaka 夢洲=yumeshima<osaka 神戸=kobe<hyogo 姫路=himeji<hyogo 尼崎=amagasaki<hyogo
倉敷=kurashiki<okayama 水島=mizushima<okayama 福山=fukuyama<hiroshima 呉=kure<hiroshima
下関=shimonoseki<yamaguchi
高松=takamatsu<kagawa 松山=matsuyama<ehime 今治=imabari<ehime
北九州=kitakyushu<fukuoka 天神=tenjin<fukuoka 博多=hakata<fukuoka 久留米=kurume<fukuoka 佐世保=sasebo<nagasaki
諫早=isahaya<nagasaki 菊陽=kikuyo<kumamoto 八代=yatsushiro<kumamoto 宇城=uki<kumamoto 別府=beppu<oita
那覇=naha<okinawa 松江=matsue<shimane
`;

const PLACES = LINES.trim()
  .split(/\s+/)
  .map((entry) => {
    const [ja = '', rest = ''] = entry.split('=');
    const [en = '', within] = rest.split('<');
    return { ja, en: en.replace(/_city$/, ''), written: en.replaceAll('_', ' '), within };
  });

/** Names that contain the name of a place but do not count as the place, such as those of markets and companies. */
const NO_PLACE = anyOf(
  /東京(?:円|株|証券|外為|商品|商工リサーチ|電力|ガス|海上|エレクトロン|メトロ|都区部)|大阪(?:ガス|取引所)/gu,
  /(?:関西|九州|中部|東北|四国|北陸|北海道|中国|沖縄)電(?:力|(?![車鉄気機子]))/gu,
  /川崎重|川崎汽船|神戸製鋼|豊田(?:通商|自動織機|織機|合成|章男)|東海(?:カーボン|東京|汽船|大(?!会))/gu,
  /近畿日本|関西ペイント|松山市場|天神祭|市天神|山口組|山形[村屋]|奈良井|長崎鼻|河内長野/gu,
  // Parts of other words, such as 登山口, and other places, such as 小田原.
  /登山口|大津[波賀]|呉[羽座服美越]|[小新大]田原|新都心|バンコク都心|北上(?=[かしすへ中])|(?<=[ァ-ヴー県府北])中部/gu,
  // Names of persons.
  /(?:松本|川口|石川|宮崎|福島|香川|福山|松山|山口|長野|千葉|秋田|高松|川崎)(?![県市区町村])[一-龠々]{0,3}(?:さん|氏|被告|容疑者)/gu,
  /松本(?:剛|人志|清張|洋)|福山雅治|石川さゆり|松山英樹|山口祥義|田原総/gu,
);

const BY_ENGLISH = new Map(PLACES.map((place) => [place.written, place]));
const ENGLISH = new RegExp(`(?<![a-z])(?:${[...BY_ENGLISH.keys()].join('|')})(?![a-z])`, 'g');
/** A place before 銀 is part of the name of a bank. */
const JAPANESE = new RegExp(
  `(?:${PLACES.map(({ ja }) => ja)
    .sort((a, b) => b.length - a.length)
    .join('|')})(?!銀(?!座))`,
  'gu',
);
const BY_JAPANESE = new Map(PLACES.map((place) => [place.ja, place]));

/** Finds the places in Japan that a normalised text names. For a place with `<` in `LINES`, also returns its prefecture. */
export const readPlaces = (text: string, language: 'en' | 'ja'): readonly string[] => {
  const found = new Set<string>();
  const words = language === 'ja' ? text.replace(NO_PLACE, ' ').match(JAPANESE) : text.match(ENGLISH);
  const places = language === 'ja' ? BY_JAPANESE : BY_ENGLISH;
  for (const word of words ?? []) {
    const place = places.get(word);
    if (place !== undefined) found.add(place.en).add(place.within ?? place.en);
  }
  return [...found];
};
