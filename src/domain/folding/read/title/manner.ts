import { anyOf, bitOf } from '../term/patterns.ts';

/** Manners of titles, such as a round-up, a comment or a quote, with their words. Each is a bit of one number. */
const MANNERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'round-up',
    anyOf(
      /話題】|今週の|今日の|きょうの(?!会合)|拾い読み|主要相場|一覧$|逆日歩|高低|空売り規制|日本株adr/iu,
      /注目銘柄|の予定$|予定表$|売買代金|レーティング/iu,
      /news in brief|round-?up|week ahead|what to watch|takeaways/iu,
    ),
  ],
  [
    'several',
    /相次ぐ|相次い|各社|大手\d社|\d社(?:が|は|の|、)|^(?!.*(?:首位|トップ|連続|\d位)).*ランキング|ニュース\(|軒並み|明暗|(?<![取と]り)まとめ(?![るたらず案])/u,
  ],
  [
    'stock',
    anyOf(
      /株価|ストップ高|ストップ安|s高|s安|上場来|年初来|株急伸|株急落|株が|株は|株、/iu,
      /売り気配|買い気配|一段安|一段高|\bshares?\b|\bstocks?\b (?:jump|fall|rise|slump|surge)/iu,
    ),
  ],
  [
    'share-price',
    /株価(?!指数)|ストップ[高安]|(?<![a-z])s[高安]|上場来[高安]値|年初来[高安]値|株(?:が|は|、)?(?:一時|急|続|大幅|反|最高値)|売り気配|買い気配|一段[安高]/iu,
  ],
  [
    'accounts',
    anyOf(
      /純利益|営業利益|営業益|経常利益|経常益|当期益|最終(?:利益|損益|赤字|黒字)|増益|減益/u,
      /(?<!年)\d月期|四半期|決算|net (?:profit|income|loss)|operating (?:profit|income|loss)|earnings/u,
    ),
  ],
  [
    'comment',
    anyOf(
      /^\[(?!概況)|(?<!こ)とは$|(?<!こ)とは |とは、|ワナ(?!へ)|(?<!会)社説|解説(?![者委員情])|論点(?![にを整])/iu,
      // These endings do not count as questions: か after some nouns that end with い (漏えいか), and へ? (合意へ?).
      /(?:の|る|(?<!漏え|[狙違扱争疑払買使])い|だ)か(?:[?？]|\.{3})?(?:【[^】]*】)?$|(?<!へ)[?？](?:【[^】]*】)?$/iu,
      /^なぜ|、なぜ|なぜ[^、。 ]{0,14}[?？]|わけ$|深層|内幕|舞台裏|行方$/iu,
      /(?:狙い|効果|背景|真相|課題|意味|条件|カギ)は$|インタビュー|【やさしく/iu,
      /^why\b|^how\b|opinion:|editorial|explain/iu,
    ),
  ],
  [
    'analysis',
    anyOf(
      /なぜ|(?<!こ)とは$|(?<!こ)とは |とは、|ワナ(?!へ)|理由|真相|裏側|深層|行方(?!不明)|(?<!か)どう(?!して[もか])|のか|わけ(?![が で])/iu,
      /(?<!会)社説|解説(?![者委員情])|視点|[策政総前]点検|検証|コラム(?!ニスト)|論点(?![にを整])|広角|春秋|ひと言|〉(?!$)|【やさしく/iu,
      /インタビュー|語る|明かす|対談|専門家|(?<!ャング)ルポ(?!ケ|イ)|現地レポート|読み解く|焦点|危機感|実力|戦略/iu,
      /\bwhy\b|\bhow\b|analysis|opinion|editorial|explain|column|interview|commentary/iu,
    ),
  ],
  ['quote', /「/u],
  // Only the first clause counts: a later clause may name a reaction as the reason for the news.
  ['answer', /^[^ 「]*(?:「[^」]*」[^ 「]*)*(?:に反発|に抗議|対抗措置|を批判|に反論)/u],
  [
    'over',
    /(?:復旧|再開(?!発)|(?<!ストレス)解消|(?<!武装)解除|終結|収束)(?!の?(?:めど|メド|目[途処]|見通し|時期)|は?未定|困難|できず|せず|に向け|に時間|作業|まで|を?(?:急|目指|求め|要[求望請]))|restor|resum|reopen/u,
  ],
  [
    'under-way',
    /(?<!心肺)停止|(?<!一時.{0,4})(?:障害(?!者)|停電|断水|不通)|突入|運休|休止|outage|halt|suspend/u,
  ],
  [
    'preview',
    /きょう|明日(?!香)|あす(?!か(?!ら))|へ$|公算|方針|(?<![提考])案$|見通し$|\bto\b|set to|ahead of|expected/iu,
  ],
];

/** Matches the end of the label of an explainer. `normaliseTitle` removes the label 【解説】 from a title. */
const EXPLAINED = /解説[】\]］]/u;

/** Reads the manners of a normalised title, as a set of bits. `written` is the title as the outlet wrote it. */
export const readManner = (title: string, written: string): number => {
  let bits = EXPLAINED.test(written) ? mannerBit('comment') | mannerBit('analysis') : 0;
  // A title with a question in quotes is news. A title that asks a question is a comment.
  const unquoted = title.replace(/「[^」]*」/gu, '「」');
  // Only the first clause counts for `share-price`: a report of accounts may end with the move of the share price.
  const firstClause = title.replace(/(?<=[^】]{6}) .*$/u, '');
  MANNERS.forEach(([name, pattern], i) => {
    const read = name === 'comment' ? unquoted : name === 'share-price' ? firstClause : title;
    if (pattern.test(read)) bits |= 1 << i;
  });
  return bits;
};

/** Returns the bit of a manner. Throws if no manner has the name. */
export const mannerBit = (name: string): number => bitOf(MANNERS, name);
