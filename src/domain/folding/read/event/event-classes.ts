import { anyOf, bitOf, createRowFinder, type Table } from '../term/patterns.ts';

/** Classes of events with their words in both languages: at most 31, because each is a bit of one number. */
const CLASSES: Table = [
  [
    'results',
    /純利益|営業利益|経常利益|営業損益|最終損益|増収|減収|増益|減益|(?<!貿易|経常)(?:黒字|赤字(?!国債))|決算|四半期|売上高|売り上げ|最高益|\d月期|上半期|中間期|上期/u,
    anyOf(
      /\b(?:net|operating|pretax|quarterly|annual|half-year) (?:profit|income|loss|earnings)/,
      /\bprofits?\b|\bearnings\b|\bearns\b|\bresults\b|\bquarter(?!-?final|s\b)|first[- ]half|\brevenue|\bsales\b/,
    ),
  ],
  [
    'forecast',
    /(?<!進路|雨風の|度)予想(?!進路|降水|雨量|シミュ)|見通し(?!.?立た)|上方修正|下方修正|通期|今期(?!限り)|(?<!直前)予測/u,
    /forecast|outlook|guidance|projection|full-year|profit view/,
  ],
  ['dividend', /配当|増配|減配|復配|無配/u, /dividend|payout/],
  ['buyback', /自社株|自己株/u, /buyback|repurchas|buy back/],
  [
    'takeover',
    /買収|買い付け|(?<!育休|休暇|不正|[認登]定を|[許録]を)取得(?!率|要件)|ファンド|非公開化|上場廃止|傘下/u,
    /acqui|takeover|buyout|tender offer|\bto buy\b|\bbuys\b|\bbid\b|go private/,
  ],
  [
    'alliance',
    /提携|協業|共創|共同(?!通信|発表|代表|声明|警告|住宅|親権)|合弁|出資/u,
    /tie-up|alliance|partner|joint|team up|stake/,
  ],
  ['merger', /合併(?!症|号)|統合(?!報告|幕僚|運用|失調|作戦)|再編/u, /\bmerge|integrat|combin/],
  [
    'disposal',
    /売却|譲渡|(?<!軍の?|ガザ(?:から)?)撤退|手放(?!し[でに])/u,
    /\bsell|\bsale of|divest|unload|\bexit|withdraw/,
  ],
  [
    'investment',
    /投資(?!家|信託|顧問|法人|単位|妙味|詐欺)|増強|増産|新設|新工場|(?<!大成|西松|東急)建設(?!業|会社|作業員|石綿|現場)|着工|拠点/u,
    /invest(?!igat)|\bexpan[ds]|\bbuild|\bspend|new plant|factory|facility|data cent/,
  ],
  [
    'stop',
    /(?<!心肺)停止|中止|休業|欠航|運休|閉鎖|見合わせ|終了/u,
    /halt|suspend|\bstop|\bclos(?:e[ds]?|ing|ures?)\b|shut|cancel/,
  ],
  ['resume', /再開(?!発)|(?<!武装)解除|再稼働/u, /resum|restart|restor|reopen/],
  [
    'launch',
    /発売|投入|開業|出店|(?<!女子)オープン(?![ァ-ヴー戦型ai])|導入|開始(?!以来|決定)|新型(?!コロナ)|新製品|(?<!情報)提供|(?<!再)開発(?!銀)|始動|(?<![再未])稼働(?!.?(?:停止|再|止め))|販売へ/u,
    /launch|unveil|introduc|releas|debut|\bopens\b|\b(?:to|will) open\b|\bstarts?\b|begin|\broll(?:s|ed|ing)? ?-?out/,
  ],
  [
    'price',
    /値上げ|値下げ|運賃|料金|価格/u,
    /\bprices?\b|\bfares?\b|\bfees?\b|\brates? (?:hike|rise|increase)/,
  ],
  [
    'people',
    /社長|人事(?!院)|就任|退任|(?<!政調|税調)会長|次官|後任|役員|トップ交代|総裁に/u,
    /\bceo\b|president|appoint|resign|step(?:s|ping)? down|\bchief\b|\bchair/,
  ],
  ['defect', /リコール|不具合|欠陥|(?:自主|製品|商品)回収|無償修理/u, /recall|defect|fault/],
  [
    'accident',
    /事故|(?<!海上|日動|大同)火災|爆発(?!的)|死亡|(?<![わだ])けが|負傷|倒壊/u,
    /accident|\bfire\b|explosion|killed|injur|\bdie[sd]?\b/,
  ],
  [
    'disaster',
    /地震|台風|大雨|豪雨|津波|停電|断水|被災|余震/u,
    /quake|typhoon|flood|tsunami|disaster|outage/,
  ],
  [
    'scandal',
    /不正|横領|詐取|漏えい|粉飾|不適切|改ざん|カルテル|談合|独禁|虚偽|(?:システム|ネット|通信|技術的?|輸送|送金|決済|接続|大規模)障害|偽装/u,
    /fraud|scandal|\bleak|breach|misconduct|antitrust|falsif|cyber|glitch|improper/,
  ],
  [
    'court',
    /提訴|訴訟|判決|逮捕|起訴|送検|和解|地裁|高裁|最高裁|捜査/u,
    /\bsue|lawsuit|court|arrest|indict|settle|ruling/,
  ],
  [
    'sanction',
    /(?<!殺|最終|地層|株式|不起訴|猶予)処分|指導(?![者部力]|要領)|業務改善|勧告|命令|厳重注意|課徴金|制裁|警告/u,
    /penalt|\bfine[sd]?\b|\border(?:s|ed)\b|sanction|\bwarn/,
  ],
  ['failure', /破産|倒産|民事再生|破綻|清算|自己破産|負債/u, /bankrupt|insolven|liquidat|collapse/],
  ['listing', /上場(?!来|廃止|企業)|新規公開|初値|ipo/u, /\bipo\b|\blist(?:ing|s)\b|go(?:es)? public/],
  [
    'statistic',
    /指数|統計|景気|gdp|cpi|物価(?![格値])|失業率|求人|(?:鉱工業|世界|国内|粗鋼|総|月の?)生産(?!停止|終了|開始|再開|拠点|から|へ)|生産(?:台数|指数|[額高量])|受注|短観|収支|賃金|消費支出|輸出額|人口|(?<!文献|税務|現地|関連|第三者|関係)調査(?!委|会(?!社)|チーム|中|船|開始(?!以来)|隊|進め|へ)|ランキング/u,
    anyOf(
      /\bindex|\bgdp\b|inflation|survey|\bcpi\b|unemploy|jobless|output|wages|spending|tankan/,
      /sentiment|trade (?:deficit|surplus)|(?:machinery|tool|factory|goods|new) orders/,
    ),
  ],
  [
    'policy-rate',
    /政策金利|利上げ|利下げ|金融政策|金利据え置き|追加緩和|決定会合/u,
    /interest rates?|rate (?:hike|rise|cut)|policy (?:meeting|rate)|monetary|\bhikes?\b/,
  ],
  ['intervention', /介入/u, /interven/],
  ['budget', /消費税|減税|増税|予算(?!委)|概算要求|税制|給付|財源|補助金/u, /\btax|budget|subsid|stimulus/],
  [
    'trade',
    /関税|輸出|輸入|(?<!豊田)通商|(?<!三洋)貿易|(?<!交通|通行|空売り)規制(?![委庁法])/u,
    /tariff|export|import(?!an)|trade|curb/,
  ],
  [
    'law',
    /法案|閣議|国会|(?<!ダイヤ)改正|審議(?![会官]|委員)|(?<!合意|時効は)成立|国民会議/u,
    /\bbill\b|cabinet\b|\bdiet\b|regulation|\blaw\b|legislat/,
  ],
  [
    'labour',
    /賃上げ|春闘|ストライキ|雇用(?!統計)|人員削減|採用|最低賃金|賞与|ボーナス/u,
    /\bwage|\b(?:on|workers|rail|port|general|union) strike|walkout|job cuts|\blayoff|early retirement|\bpay\b|minimum wage|hiring/,
  ],
  [
    'approval',
    /承認|認可|(?<![無不])許可|(?<!ハラ.?|ギネス|複数|行為.?)認定|了承|(?<!破産)申請/u,
    /approv|\bnod\b|\bclear|permission|appl(?:y|ies)/,
  ],
];

const findClasses = createRowFinder(CLASSES);

/** Reads the event classes of a normalised text, as a set of bits. */
export const readEvents = (text: string, language: 'en' | 'ja'): number =>
  findClasses(text, language).reduce((bits, i) => bits | (1 << i), 0);

/** Returns the bit of a class. Throws if no class has the name. */
export const eventBit = (name: string): number => bitOf(CLASSES, name);

/** The bits of the classes of a company's accounts. */
export const ACCOUNTS = eventBit('results') | eventBit('forecast');

export const eventNames = (bits: number): readonly string[] =>
  CLASSES.filter((_, i) => (bits & (1 << i)) !== 0).map(([name]) => name);
