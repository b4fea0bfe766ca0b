/**
 * A headline that opens with a market: what moved it is said in passing, and a market abroad is the business
 * of Japan's readers.
 */
const SESSION =
  /^(【.{1,14}】|\[.{1,14}\]|〔.{1,14}〕|〈.{1,14}〉)?\s?(NY|ニューヨーク|米国?株|ロンドン|欧州(株|国債|債)|(独|仏|英|ドイツ|フランス|英国|欧米)(株|国?債|10年債)|上海|香港|中国株|韓国株|台湾株|インド株|アジア(株|・)|シンガポール|ナスダック|ダウ|日本株|東京(株|円|外為|債|原油|金)|日経(平均|先物|225)|東証|TOPIX|読売333|債券|国債|円(相場|急伸|急落|反発|続伸|反落|続落|上昇|下落)|外為|原油|金先物|午後\d時のドル|Nikkei|Tokyo (stocks|shares)|Wall Street|Wall St|Dow|Asian (shares|stocks|markets)|Japan(ese)? (stocks|shares)|Stock market today|Yen |Dollar |Global (stocks|markets)|(Oil|Brent|Crude|Gold|Silver|Copper) (prices? |futures )?(rises?|falls?|jumps?|drops?|slips?|edges?|gains?|climbs?|slides?|surges?|plunges?|tumbles?|rebounds?|settles?|steadies|hits?|tops?|dives?|up|down))/iu;

export const isSessionReport = (title: string): boolean => SESSION.test(title.normalize('NFKC'));

const OIL =
  /^(【.{1,14}】|\[.{1,14}\]|〔.{1,14}〕|〈.{1,14}〉)?\s?(NY|ニューヨーク|東京|国際)?(商品[、は]\s?|先物[、は]\s?)?(原油|WTI|Oil|Brent|Crude)/iu;

/** Whether a report of a session is about oil: NY商品、原油反落. */
export const isOilReport = (title: string): boolean => OIL.test(title.normalize('NFKC'));
