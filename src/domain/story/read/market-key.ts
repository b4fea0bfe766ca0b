const MARKET_TITLE =
  /^(?:東証|日経平均|東京(?:円|株|債券|外為|商品)|円相場|債券|長期金利|外為|新興市場|欧州株|上海株|香港株|ny(?:円|株|原油|債券|金|外為|ダウ)?)|概況|前引け|大引け|寄り付き|後場寄り|午前終値|円台(?:前半|半ば|後半)|^(?:nikkei|topix|dow|yen|jgbs?|tokyo stocks?)\b/iu;

/** Whether a title reports a session of a market: such titles come again word for word within hours. */
export const isMarketReport = (title: string): boolean => MARKET_TITLE.test(title.normalize('NFKC').trim());
