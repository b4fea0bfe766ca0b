/** A section of a news site. `words`: the part of a link's path, or the category, that names the section. */
type Section = { readonly kind: 'business' | 'other'; readonly words: string };

const BUSINESS_PATH =
  /\/(news_)?(econom(y|ics)|business|keizai|money|markets?|finance|industry|company)(\/|$|-)/i;
const OTHER_PATH =
  /\/(sports?|society|national|politics|world|international|local|culture|entertainment|lifestyle|shakai|life)(\/|$|-)/i;

const BUSINESS_CATEGORY =
  /^(経済|ビジネス|マネー|産業|金融|企業|マーケット|business|econom(y|ics)|markets?|money|finance|companies)$/i;
const OTHER_CATEGORY =
  /^(スポーツ|社会|国際|政治|芸能|エンタメ|エンターテインメント|文化|暮らし|生活|地域|地方|sports?|politics|world|national|entertainment|culture|lifestyle|crime)$/i;

/** Returns the section that an item's link or categories name, business first; undefined if they name none. */
export const sectionOf = (item: {
  readonly link?: string;
  readonly categories: readonly string[];
}): Section | undefined => {
  const path = URL.parse(item.link ?? '')?.pathname ?? '';
  const find = (inPath: RegExp, category: RegExp): string | undefined =>
    inPath.exec(path)?.[0] ?? item.categories.find((name) => category.test(name.trim()));
  const business = find(BUSINESS_PATH, BUSINESS_CATEGORY);
  if (business !== undefined) return { kind: 'business', words: business };
  const other = find(OTHER_PATH, OTHER_CATEGORY);
  return other === undefined ? undefined : { kind: 'other', words: other };
};
