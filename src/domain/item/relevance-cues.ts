/** What a word says about an item's relevance. */
export type SignalKind = 'business' | 'japan' | 'abroad' | 'sport' | 'crime' | 'weather' | 'celebrity';

const words = (text: string): readonly string[] =>
  text
    .split('|')
    .map((word) => word.trim())
    .filter(Boolean);

/** The words of each kind, Japanese and English together: their scripts keep them apart. */
export const SIGNAL_WORDS: Readonly<Record<SignalKind, readonly string[]>> = {
  business:
    words(`純利益|営業利益|経常利益|決算|増益|減益|増収|減収|業績|株価|株主|株式|東証|日経平均|上場|買収|出資|提携|社長|会長|企業|会社|工場|生産|販売|発売|値上げ|値下げ|価格|市場|投資|融資|銀行|金融|証券|保険|日銀|利上げ|利下げ|金利|為替|円安|円高|円相場|物価|景気|経済|GDP|消費税|減税|予算|関税|輸出|輸入|貿易|賃上げ|賃金|雇用|人手不足|半導体|自動車|電力|原油|原発|不動産|マンション|地価|小売|コンビニ|百貨店|スーパー|外食|ビジネス|スタートアップ|新商品|新製品|出店|開業|事業|倒産|経営|売上高|取引|
    shares|stocks|stock market|profit|earnings|revenue|company|companies|firm|maker|economy|economic|business|market|markets|investment|investor|investors|bank|interest rates|inflation|yen|trade|tariff|tariffs|exports|imports|export|sales|CEO|factory|production|merger|acquisition|takeover|stake|semiconductor|chip|chips|industry|industrial|budget|tax|wage|wages|GDP|BOJ|Bank of Japan|Nikkei|bond|bonds|retail|prices|rare earths|auction|automaker`),
  japan: words(
    `日本|国内|東京|大阪|政府|日銀|円安|円高|円相場|日経平均|東証|経産省|財務省|厚労省|国交省|金融庁|公取委|首相|Japan|Japanese|Japan's|Tokyo|Osaka|yen|Nikkei|BOJ|Bank of Japan|Takaichi|METI`,
  ),
  abroad: words(
    `米|英|中国|韓国|台湾|EU|ロシア|ウクライナ|イラン|イスラエル|トランプ|北朝鮮|インド|ドイツ|フランス|アップル|メタ|グーグル|マイクロソフト|オープンAI|アンソロピック`,
  ),
  sport: words(
    `甲子園|選手|投手|優勝|監督|試合|五輪|W杯|リーグ|連勝|本塁打|打者|サッカー|野球|大相撲|match|coach|striker|goal|tournament|World Cup|Olympic|league|penalty`,
  ),
  crime: words(
    `逮捕|容疑|殺人|窃盗|死亡|起訴|強盗|被告|判決|懲役|arrested|murder|stabbed|suspect|police|robbery`,
  ),
  weather: words(`熱中症|猛暑|台風|大雨|気温|地震|震度|津波|積雪|earthquake|quake|typhoon|tsunami`),
  celebrity: words(
    `俳優|女優|アイドル|歌手|タレント|声優|芸人|結婚|愛子さま|アナ|actor|actress|singer|celebrity|idol`,
  ),
};
