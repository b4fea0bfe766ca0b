const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Company names that are ordinary words of Japanese. */
export const JAPANESE_WORDS = words(`
  動力 宝 平和 高速 大水 地主 電算 太陽 昭和 明治 連合 世界 王子 三葉 海帆 船場 松風 九州 一家 和心 揚羽 東名 西武 京阪
  ワールド プロジェクト オープン シャープ ライオン
`);

/** Company names that are places. */
export const PLACES = words(`京都 横浜 日立 鹿島 北里 多摩川 月島 飛島 新都 木曽路`);

/** Company names that are family names. */
export const SURNAMES = words(`土屋 黒田 大塚 前澤 岡部 鈴木 安永 平山 平賀 川辺 山口 野村 武田 清水`);

/** Company names that are ordinary words of English. */
export const ENGLISH_WORDS = words(`will world sharp rise open united life plant access note base west`);
