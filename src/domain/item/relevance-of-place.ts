const TRADE_OUTLET = /工業|証券|金融|ファイナンス|マネー|農業|Money|Financ|Markets/i;
const BUSINESS_OUTLET =
  /経済|日経|ビジネス|ダイヤモンド|プレジデント|Business|Econom|Nikkei|Bloomberg|Forbes/i;
const BUSINESS_SECTION =
  /\/(news_)?(econom(y|ics)|business|keizai|money|markets?|finance|industry|company)(\/|$|-)/i;

/** What the outlet's name and the section in the link say for business, in points and in words. */
export const relevanceOfPlace = (item: {
  readonly outlet?: string;
  readonly link?: string;
}): { readonly points: number; readonly reasons: readonly string[] } => {
  const outlet = TRADE_OUTLET.test(item.outlet ?? '') ? 1 : BUSINESS_OUTLET.test(item.outlet ?? '') ? 0.5 : 0;
  const path = URL.parse(item.link ?? '')?.pathname ?? '';
  const section = BUSINESS_SECTION.exec(path)?.[0];
  return {
    points: outlet + (section === undefined ? 0 : 1),
    reasons: [
      ...(outlet === 0 ? [] : [`outlet: ${item.outlet}`]),
      ...(section === undefined ? [] : [`section: ${section}`]),
    ],
  };
};
