import { anyOf } from '../../../tag/word-lists.ts';

/** Lines of Japanese synonyms in headlines. The first word of a line replaces the other words of the line. */
const LINES = `
純利益 最終利益 最終益 当期利益 当期益 純益
営業利益 営業益
経常利益 経常益
赤字 最終赤字 純損失 最終損失 営業赤字
4~6月期 第1四半期 4~6月 4-6月期 4-6月
7~9月期 第2四半期 7~9月
10~12月期 第3四半期 10~12月
1~3月期 第4四半期 1~3月
上半期 1~6月期 1~6月
日経平均 日経平均株価 東証 東京株式 東京株
nyダウ ny株 ダウ平均 米国株 ダウ工業株30種平均
停止 稼働停止 操業停止 休止 操業を停止 生産停止
再開 操業再開 再稼働 稼働再開 運転再開 復旧
値上げ 引き上げ 引上げ 上げ 価格改定
値下げ 引き下げ 引下げ 下げ
買収 子会社化 完全子会社化 公開買い付け tob
提携 業務提携 資本提携 資本業務提携 協業 連携
据え置き 現状維持 利上げ見送り 利上げは見送り
金利据え置き 金利維持 金利を維持
上方修正 上振れ 増額修正
下方修正 下振れ 減額修正
自社株買い 自己株式取得 自己株取得 自己株買い
首相 総理 総理大臣 高市首相 高市総理 高市総理大臣
消費税減税 消費減税 消費税引き下げ 食品消費税 食料品消費税
過去最高 最高 史上最高 過去最多 最高益
公取委 公正取引委員会
経産省 経済産業省
国交省 国土交通省
農水省 農林水産省
厚労省 厚生労働省
frb 連邦準備制度理事会 米連邦準備理事会
日銀 日本銀行
公開 発表 公表
社長交代 新社長 社長に 次期社長
人員削減 リストラ 希望退職 早期退職
漏えい 流出 漏洩
死亡 死者
不正アクセス サイバー攻撃
米国 アメリカ
ガソリン価格 ガソリン店頭価格 ガソリン全国平均価格 ガソリン全国平均
コメ 米価 米の価格
住宅ローン金利 住宅ローン固定金利
為替介入 円買い介入 市場介入
jal 日本航空 日航
ana 全日空 全日本空輸
uss usスチール
日鉄 日本製鉄
日産 日産自動車
三菱電 三菱電機
パナソニック パナhd パナソニックhd
東エレク 東京エレクトロン
アドテスト アドバンテスト
川重 川崎重工業
トヨタ トヨタ自動車
ホンダ 本田技研工業
ファミマ ファミリーマート
ミスド ミスタードーナツ
おにぎり おむすび
卵 たまご タマゴ
改ざん 改竄
`;

/** Words that stay, although a synonym is in them: 利上げ is no 値上げ. */
const KEPT = `
利上げ 利下げ 賃上げ 押し上げ 押し下げ 立ち上げ 打ち上げ 積み上げ 申し上げ 底上げ 売り上げ 売上げ 吸い上げ 格上げ 格下げ 取り上げ 取り下げ 吊り下げ 買い上げ
繰り上げ 繰り下げ 切り上げ 切り下げ 盛り上げ 仕上げ 持ち上げ 見上げ 追い上げ 掘り下げ 作り上げ 棚上げ つり上げ 声を上げ 上げ幅 下げ幅 上げ渋 下げ渋
最高裁 最高検 最高気温 最高指導者 最高軍事 最高経営責任者 最高財務責任者 最高責任者 最高幹部 最高顧問 最高峰 最高落札
人材流出 土砂流出 資金流出 預金流出 原油流出 戦死者 北日本銀行 ラテンアメリカ 南アメリカ 米価格 btob 社長に聞
東証上場 東証スタンダード 東証プライム 東証グロース 台風のたまご
`;

const FIRST_OF = new Map([
  ...LINES.trim()
    .split('\n')
    .flatMap((line) => {
      const words = line.split(' ');
      return words.map((word): [string, string] => [word, words[0] ?? word]);
    }),
  ...KEPT.trim()
    .split(/\s+/)
    .map((word): [string, string] => [word, word]),
]);

const ANY = new RegExp(anyOf([...FIRST_OF.keys()].sort((a, b) => b.length - a.length)), 'g');

/**
 * Replaces each synonym in a normalised Japanese text by the first word of its line. At one place, the longest synonym
 * is replaced, or the longest word of `KEPT` stays.
 */
export const oneWordForEach = (text: string): string =>
  text.replace(ANY, (word) => FIRST_OF.get(word) ?? word);
