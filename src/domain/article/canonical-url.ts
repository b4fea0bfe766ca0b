/** Matches parameters that usually track readers, but name the page if their value is a number. */
const AMBIGUOUS_PARAMETER = /^(ref|src|source|rss|partner)$/i;

const TRACKING_PARAMETER =
  /^(utm_.*|ref|ref_?src|source|src|itid|oc|cmpid|cmp|fbclid|gclid|yclid|msclkid|mc_[ce]id|n_cid|rss|feed_?type|ftag|partner|ito|at_(medium|campaign)|smid|ncid|guccounter|_ga|spm|xtor)$/i;

/** Matches the parameters in which PHP, Java, ASP and ColdFusion write session ids. */
const SESSION_PARAMETER = /^(phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken)$/i;

const WEB_PREFIX = /^(www\d?|m|mobile|amp|sp)\./;

/** Matches the session id that Java servers write into a path. */
const SESSION = /;jsessionid=[^/;]*/gi;

const PERCENT_CODE = /%[\da-f]{2}/gi;

const DEFAULT_PAGE = /\/(index\.(html?|php)|default\.aspx?)$/i;

/**
 * Matches fragments that name no article, such as a place on a page or tracking. Other fragments can name one of several
 * articles, such as `#p01` of a diary.
 */
const NO_ARTICLE =
  /^#?$|^#(xtor|utm_\w+|at_\w+|:~:text)=|^#(comments?|respond|more(-\d+)?|top|content|main|rss|null)$/i;

/**
 * Returns the canonical spelling of a page's address: https, without parts that do not name the page (such as `www.`,
 * tracking parameters, marks of AMP or a slash at the end), with a sorted query, and with percent codes of path and
 * query in capitals (RFC 3986 §6.2.2.1). For comparisons, never for a link. A text that is not an http(s) URL is
 * returned unchanged.
 */
export const canonicalUrl = (link: string): string => {
  const url = URL.parse(link);
  if (url === null || !/^https?:$/.test(url.protocol)) return link;
  const kept = [...url.searchParams].filter(
    ([name, value]) => !isTracking(name, value) && !isAmpFlag(name, value),
  );
  kept.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  const query = kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const path = url.pathname
    .replace(PERCENT_CODE, (code) => code.toUpperCase())
    .replace(SESSION, '')
    .replace(DEFAULT_PAGE, '/')
    .replace(/\/amp\/?$/i, '/')
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '');
  const fragment = NO_ARTICLE.test(url.hash) ? '' : url.hash;
  const canonical = `https://${bareHost(url.hostname)}${port}${path}${query}${fragment}`;
  // A removed part may uncover another one: `www.sp.news.example`, `index.html/amp`.
  return canonical === link ? link : canonicalUrl(canonical);
};

/** Returns a host in small letters without a prefix such as `www.` or `m.`; the prefix stays if no dot would be left. */
export const bareHost = (host: string): string => {
  const bare = host.toLowerCase().replace(/\.$/, '').replace(WEB_PREFIX, '');
  // A host without its prefix must still have a dot: `m.example` is a complete name.
  return bare.includes('.') ? bare : host.toLowerCase();
};

const isTracking = (name: string, value: string): boolean =>
  SESSION_PARAMETER.test(name) ||
  (TRACKING_PARAMETER.test(name) && !(AMBIGUOUS_PARAMETER.test(name) && /^\d+$/.test(value)));

const isAmpFlag = (name: string, value: string): boolean =>
  /^amp$/i.test(name) || (/^outputType$/i.test(name) && /^amp$/i.test(value));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
