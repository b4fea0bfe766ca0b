const words = (text: string): readonly string[] => text.split('|').map((word) => word.trim());

/**
 * Names of others, and words, that begin with a listed company's name or hold it: where one of them stands, no
 * shorter name is looked for.
 */
export const OTHER_NAMES = words(`
  オープンAI|オープンイノベーション|オープンソース|シャープペンシル|ワールドカップ|ワールドシリーズ|リードタイム|デイトナ500|ハードディスク|ディスコード|スペースX|スペースシャトル|
  メタルギア|ノートパソコン|ノートPC|フリーランス|フリースタイル|アマゾンプライム|プライムデー|プライムビデオ|キングサーモン|ライオンキング|ライオン・キング|コロナ禍|コロナ下|コロナ後|
  グローバルサウス|サイバー攻撃|サイバー犯罪|サイバー防衛|サイバー防御|サイバー対策|サイバー保険|サイバー人材|サイバー被害|サイバー部隊|サイバー安保|サイバー法|サイバー空間|サイバーマンデー|フロンティアモデル|クロスボーダー|ユニバーサル・スタジオ|ユニバーサルスタジオ|京都議定書|京都賞|
  昭和天皇|明治天皇|明治神宮|明治維新|明治安田|住友生命|日本生命|三菱ふそう|連合国|連合軍|連合艦隊|大和ミュージアム|すばる望遠鏡|阪神大震災|阪神・淡路|阪神淡路|阪神高速|中日新聞|
  OpenAI|Open AI|Open University|Roland Garros|Roland Berger|Will Smith|Prime Video|Prime Day|Prime Minister|First Solar|First Republic|First Lady|United Airlines|United Nations|
  United Arab Emirates|United Kingdom|United States|United Parcel|United Healthcare|Royal Mail|Royal Dutch Shell|Royal Family|Royal Navy|Royal Bank|Lion Air|Lion King|Direct Line|Melco Resorts|
  Subaru Telescope|Kyoto Protocol|Kyoto Prize|Meiji Yasuda|Mitsubishi Fuso|Asahi Shimbun|Nippon Foundation|Nippon Life|Sumitomo Life|Orient Express|Star Wars|Star Trek|Next Generation|Land Rover|
  Global South|Life Sciences|Space Force|World Cup|World Bank|World Series|World Economic Forum|World Health|World Trade|Gold Coast|Green Party|Human Rights|King Charles|Pacific Rim|Ocean Shield
`);
