import { anyOf, type WordLists } from '../word-lists.ts';

/** Matches the rest of the name of a sports field after a company's name: PayPayドーム in みずほPayPayドーム. */
const FIELD =
  /^([\p{Script=Han}\p{Script=Katakana}ーA-Za-z]{0,8}(?<!新)(ドーム|スタジアム|アリーナ|球場|ボールパーク|ピースウイング|パーク宮城|最強パーク)| (Stadium|Arena|Dome|Ballpark)\b)/u;

/**
 * Makes a function that tests whether the text after a company's name shows a team or a sports field. The team's home
 * may be between name and nickname: コベルコ神戸スティーラーズ, `Toyota Nagoya Grampus`.
 */
export const teamFinder = (words: WordLists): ((after: string) => boolean) => {
  const nicknames = Map.groupBy(words['team-nicknames'], (nickname) => /^[ -~]+$/.test(nickname));
  const japanese = anyOf(nicknames.get(false) ?? []);
  const english = anyOf(nicknames.get(true) ?? []);
  // ヒート is a nickname, but not in words for a product or an effect.
  const japaneseTeam = new RegExp(`^\\p{Script=Han}{0,4}(?!ヒート(?:ポンプ|アイランド))${japanese}`, 'u');
  const englishTeam = new RegExp(`^( [A-Z][a-z]+)? ${english}\\b`);
  return (after) => japaneseTeam.test(after) || englishTeam.test(after) || FIELD.test(after);
};

/**
 * Matches a player's name after a club's name: 日本ハム・山田太郎. A business title, 氏, or a word for a firm or place after the
 * name excludes a player: 楽天・山田社長.
 */
const PLAYER =
  /^・(?!.{0,14}(社長|会長|副社長|専務|常務|役員|取締役|代表|氏|CEO|CFO|店|銀行|証券|市|県))\p{Script=Han}{2,5}/u;

/** Matches the result of a game after the opponent's name, whether the opponent lost or won: 日本ハムを下す, 日本ハムに連敗. */
const BEATEN =
  /^(?:相手に(?=.*(?:[点勝敗]|本塁打|逆転|イニング))|を(?:下[すし]|破[るりっ])|に(?:逆転|[連快大辛]勝|[連大惜]敗|完[勝敗封]))/u;

/** Distinguishes teams from companies. */
export type Sports = {
  /** True for a name of the list `clubs`. */
  readonly isClubName: (name: string) => boolean;
  /** True if the text after a club's name shows a team: a player, or a game's result in a text without business words. */
  readonly meansTeam: (name: string, after: string, businessWords: number) => boolean;
  /** True for a word of sport that does not name an event: companies sponsor events. */
  readonly isAboutPlay: (sportWord: string) => boolean;
};

export const createSports = (words: WordLists): Sports => {
  const clubs = new Set(words.clubs);
  const events = new Set(words['sport-events'].map((event) => event.toLowerCase()));
  return {
    isClubName: (name) => clubs.has(name),
    meansTeam: (name, after, businessWords) =>
      clubs.has(name) && (PLAYER.test(after) || (businessWords === 0 && BEATEN.test(after))),
    isAboutPlay: (word) => !events.has(word.toLowerCase()),
  };
};
