import { onceForWord } from '../../../once-for.ts';

/** The consonants of katakana. Signs that are not listed, such as vowels and ヤ, count as no consonant. */
const ROWS: readonly (readonly [string, string])[] = [
  ['カキクケコヵヶ', 'k'],
  ['ガギグゲゴ', 'g'],
  ['サシスセソ', 's'],
  ['ザジズゼゾ', 'z'],
  ['タチツテト', 't'],
  ['ダヂヅデド', 'd'],
  ['ナニヌネノン', 'n'],
  ['ハヒフヘホ', 'h'],
  ['バビブベボ', 'b'],
  ['パピプペポ', 'p'],
  ['マミムメモ', 'm'],
  ['ラリルレロ', 'r'],
  ['ヴ', 'b'],
];
const CONSONANT = new Map(ROWS.flatMap(([row, sound]) => Array.from(row, (kana) => [kana, sound] as const)));

/**
 * Maps a sound to the sound that replaces it, so that similar sounds count as one. Each sound is replaced once: v
 * becomes b, although b becomes h. Replacing v and j twice did not improve the learned judges (bench/RESULTS.md).
 */
const SAME_SOUND: Readonly<Record<string, string>> = {
  l: 'r',
  v: 'b',
  f: 'h',
  c: 'k',
  q: 'k',
  x: 'ks',
  j: 'z',
  y: '',
  w: '',
  g: 'k',
  d: 't',
  b: 'h',
  p: 'h',
  z: 's',
};

const SHORTEST = 3;

/** Katakana words that are too common to show that two texts name the same thing. */
const COMMON: ReadonlySet<string> = new Set(
  `
ニュース システム サービス データ センター グループ ホールディングス メーカー ビジネス
エネルギー インフラ リスク コスト スマホ ネット アプリ ロボット トップ ランキング パーセント
ポイント マイナス プラス ストップ メートル キロ ドル ユーロ スタート オープン リコール
デジタル プロジェクト マンション ホテル コンビニ スーパー ガソリン ドライバー トラック
インバウンド インフレ テレビ ライブ レポート インタビュー キャンペーン コラボ モデル タイプ
サイズ シェア メニュー ランチ ブランド ファン チーム メンバー テスト アジア アメリカ
ヨーロッパ サッカー レベル イベント アラート シミュレーション リーグ サイバー バイク メディア
インターハイ キャリア ボランティア エアコン コメント サイト トラブル ルート ピーク エリア
カード テーマ ホーム アピール シーズン スポーツ タレント メッセージ パーティー アクセス デザイン メダル センチ
クラブ キャンプ セット イメージ アンケート ツアー オンライン メール ルール レストラン トンネル ライフライン
`
    .trim()
    .split(/\s+/),
);

/** Returns the consonants of a katakana word: トヨタ and Toyota have the same consonants. */
const kanaSkeleton = (word: string): string =>
  squeeze(word.replace(/./g, (kana) => CONSONANT.get(kana) ?? ''));

const latinSkeleton = (word: string): string =>
  squeeze(
    word
      .replace(/ph/g, 'f')
      .replace(/th/g, 's')
      .replace(/ck/g, 'k')
      .replace(/c(?=[eiy])/g, 's')
      .replace(/sh/g, 's')
      .replace(/ch|tch/g, 't')
      .replace(/(?<=[aeiou])r(?![aeiou])/g, '')
      .replace(/[aeiou'.\-&]/g, ''),
  );

const squeeze = (sounds: string): string =>
  sounds
    .replace(/./g, (sound) => SAME_SOUND[sound] ?? sound)
    .replace(/m(?=[hp])/g, 'n')
    .replace(/(.)\1+/g, '$1');

/**
 * Returns the consonants of a word in katakana or Latin letters. One consonant stands for similar ones (`SAME_SOUND`):
 * グーグル and Google are both `kr`.
 */
export const skeletonOf = onceForWord((word) =>
  /^[A-Za-z]/.test(word) ? latinSkeleton(word.toLowerCase()) : kanaSkeleton(word),
);

/**
 * Returns the consonants of each name in a text. A name needs at least `SHORTEST` consonants. Names in a Japanese text
 * are Latin words of at least four letters, and katakana words of at least three characters that are not in `COMMON`.
 * Names in an English text are words of one capital and at least three lower-case letters, so the text must have its
 * capitals.
 */
export const readNameSounds = (text: string, language: 'en' | 'ja'): readonly string[] => {
  const words =
    language === 'ja'
      ? (text.match(/[ァ-ヴー]{3,}|[A-Za-z]{4,}/gu) ?? []).map((word) =>
          COMMON.has(word) ? '' : skeletonOf(word),
        )
      : (text.match(/\b[A-Z][a-z]{3,}\b/g) ?? []).map(skeletonOf);
  return [...new Set(words.filter((sounds) => sounds.length >= SHORTEST))];
};

/** Finds Latin words of at least two characters and katakana words of at least three in a normalised title: ai, ロボット. */
export const readForeignWords = (title: string): readonly string[] => [
  ...new Set(title.match(/[a-z][a-z0-9&]{1,}|[ァ-ヴー]{3,}/gu)),
];
