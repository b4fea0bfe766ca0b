/** Written before a name, it says that a company follows. */
const BEFORE =
  /(株式会社|\(株\)|（株）|㈱|shares (of|in) |stake in |maker |operator |retailer |carrier |giant |automaker |drugmaker |lender |brokerage |builder )$/iu;

/** Written after a name, it says that it was a company's. */
const AFTER =
  /^(\s?(株式会社|\(株\)|（株）|㈱|HD|ホールディングス|グループ|社長|会長|CEO|株|系|子会社|傘下)|(の|、|が|は|,)?\s?(純利益|営業利益|営業益|経常利益|最終|決算|株価|社長|会長|増益|減益|上場|4[~〜～]6月|\d+年\d+月期|通期|中間)|[(（<＜[［【]\d{3}[\dA-Z][)）>＞\]］】]|,? (Corp|Inc|Co\b|Ltd|Holdings|Group|KK|Company|shares|stock|CEO|president|executive|unit|subsidiary)|['’]s (shares|stock|CEO|president|profit|net profit|operating profit|earnings|quarterly|board|shareholders)| (said|says|posted|reported|forecasts?|shares)\b)/u;

/** Whether a word next to the name shows that it is a company's. */
export const hasCue = (text: string, start: number, end: number): boolean =>
  BEFORE.test(text.slice(Math.max(0, start - 14), start)) || AFTER.test(text.slice(end, end + 24));
