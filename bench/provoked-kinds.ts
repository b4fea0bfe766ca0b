/**
 * A routine event of a company, written in three ways in each language. {X} is the company, {P} a place, {N} and {M}
 * are numbers.
 */
type Kind = {
  readonly ja: readonly [string, string, string];
  readonly en: readonly [string, string, string];
};

export const KINDS: readonly Kind[] = [
  {
    ja: ['{X}、{P}に新工場を建設', '{X}が{P}に生産拠点を新設へ {N}億円投じる', '{X}、{N}億円で{P}に工場'],
    en: [
      '{X} to build new plant in {P}',
      '{X} plans {N} billion yen factory in {P}',
      '{X} to spend {N} bln yen on {P} plant',
    ],
  },
  {
    ja: ['{X}、{N}億円を上限に自社株買い', '{X}が自己株式取得枠 最大{N}億円', '{X}、自社株を{N}億円取得へ'],
    en: [
      '{X} to buy back up to {N} billion yen of shares',
      '{X} sets {N} billion yen share buyback',
      '{X} announces repurchase of own shares worth {N} bln yen',
    ],
  },
  {
    ja: ['{X}、社長に佐久間専務が昇格', '{X}の新社長に佐久間氏', '{X}がトップ交代 佐久間氏が社長就任へ'],
    en: [
      '{X} names Sakuma as president',
      '{X} promotes Sakuma to president',
      "Sakuma to become {X}'s next president",
    ],
  },
  {
    ja: [
      '{X}、小型センサーの新製品を発売',
      '{X}が新型の小型センサー {M}月に投入',
      '{X}、小型センサーを刷新し{M}月発売',
    ],
    en: [
      '{X} launches new compact sensor',
      '{X} to release compact sensor this autumn',
      '{X} unveils compact sensor for factories',
    ],
  },
  {
    ja: ['{X}、東北の大学と水素の共同研究', '{X}が水素技術で大学と連携', '{X}と大学、水素利用を共同で研究'],
    en: [
      '{X}, university to study hydrogen jointly',
      '{X} ties up with university on hydrogen research',
      '{X} starts joint hydrogen research with university',
    ],
  },
  {
    ja: [
      '{X}、大卒初任給を{N}万円に引き上げ',
      '{X}が初任給{N}万円 来春から',
      '{X}、来春入社の初任給を{N}万円へ増額',
    ],
    en: [
      '{X} to raise starting pay for graduates',
      '{X} lifts pay of new graduates from next spring',
      '{X} to increase starting salary next spring',
    ],
  },
  {
    ja: [
      '{X}、{N}億円の普通社債を発行',
      '{X}が社債発行 {M}年債で{N}億円',
      '{X}、{M}年物社債{N}億円の条件決定',
    ],
    en: [
      '{X} to issue {N} billion yen of bonds',
      '{X} sells {N} billion yen in {M}-year bonds',
      '{X} prices {M}-year bond of {N} bln yen',
    ],
  },
  {
    ja: ['{X}、本社を{P}に移転', '{X}が{P}へ本社移転 {M}月に', '{X}、本社機能を{P}に移す'],
    en: [
      '{X} to move head office to {P}',
      '{X} relocating headquarters to {P}',
      '{X} will shift its headquarters to {P}',
    ],
  },
  {
    ja: ['{X}、年間配当を{N}円に増配', '{X}が増配 年{N}円', '{X}、配当予想を{N}円に引き上げ'],
    en: [
      '{X} to raise annual dividend to {N} yen',
      '{X} lifts dividend forecast to {N} yen',
      '{X} boosts payout to {N} yen a share',
    ],
  },
  {
    ja: ['{X}、1株を{M}株に分割', '{X}が株式分割 1対{M}', '{X}、1対{M}の株式分割を発表'],
    en: [
      '{X} to split shares {M} for 1',
      '{X} announces {M}-for-1 stock split',
      '{X} plans {M}-for-one share split',
    ],
  },
  {
    ja: [
      '{X}、電源部品を{N}万個リコール',
      '{X}が自主回収 電源部品{N}万個に不具合',
      '{X}、電源部品の不具合で{N}万個を回収',
    ],
    en: [
      '{X} recalls {N}0000 power units',
      '{X} to recall power units over defect',
      'Defect leads {X} to recall power units',
    ],
  },
  {
    ja: [
      '{X}、独ソフト会社を{N}億円で買収',
      '{X}が独ソフト会社買収 {N}億円',
      '{X}、ドイツのソフト会社を子会社化',
    ],
    en: [
      '{X} to acquire German software firm',
      '{X} buys German software maker for {N} billion yen',
      '{X} to take over German software company',
    ],
  },
  {
    ja: [
      '{X}、主力品を{M}月から{N}%値上げ',
      '{X}が値上げ {M}月に主力品で{N}%',
      '{X}、{M}月出荷分から{N}%の価格改定',
    ],
    en: [
      '{X} to raise prices by {N}%',
      '{X} to lift prices of main products {N}%',
      '{X} hikes product prices {N} percent',
    ],
  },
  {
    ja: ['{X}、{N}0人の希望退職を募集', '{X}が希望退職 {N}0人規模', '{X}、早期退職で{N}0人削減へ'],
    en: [
      '{X} to cut {N}0 jobs',
      '{X} seeks {N}0 voluntary retirements',
      '{X} to shed {N}0 workers through early retirement',
    ],
  },
  {
    ja: [
      '{X}、全工場の電力を再生可能エネルギーに',
      '{X}が再エネ電力を全量調達',
      '{X}、工場の使用電力を再エネへ切り替え',
    ],
    en: [
      '{X} to run all plants on renewable power',
      '{X} switches factories to renewable energy',
      '{X} to source all its electricity from renewables',
    ],
  },
  {
    ja: [
      '{X}、不正アクセスで顧客情報{N}万件流出か',
      '{X}の顧客情報{N}万件が漏えいの恐れ',
      '{X}にサイバー攻撃 個人情報{N}万件流出の可能性',
    ],
    en: [
      '{X} says customer data may have leaked',
      'Cyberattack on {X} may have exposed customer data',
      '{X} hit by unauthorized access, client data at risk',
    ],
  },
  {
    ja: ['{X}、市民球場の命名権を取得', '{X}が球場の命名権 年{N}00万円', '市民球場の命名権、{X}が{M}年契約'],
    en: [
      '{X} wins naming rights to city ballpark',
      'City ballpark to bear name of {X}',
      '{X} signs {M}-year naming deal for city ballpark',
    ],
  },
  {
    ja: ['{X}、{P}に旗艦店を開業', '{X}が{P}で旗艦店 {M}月オープン', '{X}の旗艦店、{P}に{M}月開店'],
    en: [
      '{X} opens flagship store in {P}',
      '{X} to open flagship shop in {P}',
      "{X}'s flagship store coming to {P}",
    ],
  },
  {
    ja: [
      '{X}、通期純利益予想を{N}億円に上方修正',
      '{X}の今期純利益{N}億円に上振れ',
      '{X}が業績予想を引き上げ 純利益{N}億円',
    ],
    en: [
      '{X} raises full-year profit forecast to {N} billion yen',
      '{X} lifts annual net profit outlook',
      '{X} now sees profit of {N} bln yen this year',
    ],
  },
  {
    ja: [
      '{X}、{P}で鉄道車両{N}両を受注',
      '{X}が鉄道車両{N}両受注 {P}向け',
      '{P}の鉄道車両、{X}が{N}両納入へ',
    ],
    en: [
      '{X} wins order for {N} rail cars in {P}',
      '{X} to supply {N} train cars to {P}',
      '{P} orders {N} train cars from {X}',
    ],
  },
];
