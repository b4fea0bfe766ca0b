const either = (text: string): string => text.trim().replace(/\s*\n\s*/g, '');

/** What teams that bear a company's name are called besides it, in rugby, volleyball, basketball and the rest. */
const NICKNAMES = either(`
  ホークス|イーグルス|ゴールデンイーグルス|ライオンズ|バファローズ|ベイスターズ|マリーンズ|スワローズ|ファイターズ|タイガース|ドラゴンズ|ジャイアンツ|カープ|
  アントラーズ|レッズ|マリノス|グランパス|ヴェルディ|レイソル|フロンターレ|ジュビロ|ガンバ|ヴィッセル|サンフレッチェ|ジェフ|エスパルス|
  ブレイブルーパス|スピアーズ|ワイルドナイツ|スティーラーズ|ヴェルブリッツ|ダイナボアーズ|ブラックラムズ|ブルーレヴズ|サンゴリアス|グリーンロケッツ|ブルーシャークス|シャトルズ|ヒート(?!ポンプ|アイランド)|
  レッドロケッツ|サンバーズ|サンダーズ|マーヴェラス|パンサーズ|ブルテオン|ブレイザーズ|アローズ|クインシーズ|エアリービーズ|リヴァーレ|スプリングス|ジェイテクトSTINGS|スティングス|
  レッドウェーブ|サンフラワーズ|アイリス|アンテロープス|サンロッカーズ|アルバルク|ダイヤモンドドルフィンズ|コアラーズ|クーガーズ|シャンソン|シーホース|ブレイブサンダース|ブレイブウォリアーズ|エスフォルラス|ネクサスボルト
`);

/** A team's nickname, mostly after the place it is at home: コベルコ神戸スティーラーズ. */
const JAPANESE_TEAM = new RegExp(`^\\p{Script=Han}{0,4}(${NICKNAMES})`, 'u');

const ENGLISH_TEAM =
  /^( [A-Z][a-z]+)? (Eagles|Hawks|Lions|Buffaloes|BayStars|Marines|Swallows|Fighters|Tigers|Antlers|Marinos|Reysol|Grampus|Brave Lupus|Spears|Wild Knights|Steelers|Verblitz|Dynaboars|Black Rams|Blue Revs|Sungoliath|Green Rockets|Red Rockets|Heat|Sunbirds|Panthers|Alvark|Sunrockers|Brave Thunders|Red Wave|Sunflowers)\b/;

/** A field that bears a company's name, with what may stand between: みずほPayPayドーム. */
const FIELD =
  /^([\p{Script=Han}\p{Script=Katakana}ーA-Za-z]{0,8}(?<!新)(ドーム|スタジアム|アリーナ|球場|ボールパーク|ピースウイング|パーク宮城|最強パーク)| (Stadium|Arena|Dome|Ballpark)\b)/u;

/** Whether what follows a company's name makes of it a team's or a field's. */
export const isTeam = (after: string): boolean =>
  JAPANESE_TEAM.test(after) || ENGLISH_TEAM.test(after) || FIELD.test(after);

/** What newspapers call the professional clubs of these companies; the company is meant where business is talked of. */
const CLUBS = new Set(
  'ソフトバンク|楽天|オリックス|DeNA|ヤクルト|日本ハム|日ハム|ロッテ|西武|阪神|中日|SoftBank|Rakuten|Orix|Yakult|Nippon Ham|Seibu|Hanshin'.split(
    '|',
  ),
);

export const isClubName = (name: string): boolean => CLUBS.has(name);

/** Events that companies support, and that say nothing of who plays: トヨタ、アジア大会に協力. */
const EVENTS = new Set(
  '大会|五輪|オリンピック|パラリンピック|w杯|ワールドカップ|世界陸上|選手権|olympic|olympics|paralympic|paralympics|world cup|asian games'.split(
    '|',
  ),
);

/** Whether a word of sport tells of play: a company's name beside it may be a team's. */
export const isOfPlay = (sportWord: string): boolean => !EVENTS.has(sportWord.toLowerCase());
