/** Matches parameters that usually track readers, but name the page if their value is a number. */
const AMBIGUOUS_PARAMETER = /^(ref|src|source|rss|partner)$/i;

const TRACKING_PARAMETER =
  /^(utm_.*|ref|ref_?src|source|src|itid|oc|cmpid|cmp|fbclid|gclid|yclid|msclkid|mc_[ce]id|n_cid|rss|feed_?type|ftag|partner|ito|at_(medium|campaign)|smid|ncid|guccounter|_ga|spm|xtor)$/i;

/** Matches the parameters in which PHP, Java, ASP and ColdFusion write session ids. */
const SESSION_PARAMETER = /^(phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken)$/i;

const WEB_PREFIX = /^(www\d?|m|mobile|amp|sp)\./;

/** Maximum length of a host name, in characters (RFC 1035 §2.3.4). A longer host keeps its prefixes. */
const MAX_HOST_LENGTH = 253;

/** Matches the session id that Java servers write into a path. */
const SESSION = /;jsessionid=[^/;]*/gi;

const PERCENT_CODE = /%[\da-f]{2}/gi;

/** Matches the last step of a path if it does not name the page: nothing, a default page, or a mark of AMP. */
const NO_STEP = /^(index\.(html?|php)|default\.aspx?|amp)?$/i;

/**
 * Matches fragments that name no article, such as a place on a page or tracking. Other fragments can name one of several
 * articles, such as `#p01` of a diary.
 */
const NO_ARTICLE =
  /^#?$|^#(xtor|utm_\w+|at_\w+|:~:text)=|^#(comments?|respond|more(-\d+)?|top|content|main|rss|null)$/i;

/**
 * Returns the canonical spelling of a page's address, which is used for comparisons and never for a link. The scheme is
 * https, the query is sorted, and the percent codes of path and query are in capitals (RFC 3986 §6.2.2.1). Parts that do
 * not name the page are removed: `www.`, tracking parameters, marks of AMP, a slash at the end. Any text other than an
 * http(s) URL is returned unchanged.
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
  const fragment = NO_ARTICLE.test(url.hash) ? '' : url.hash;
  return `https://${barestHost(url.hostname)}${port}${barePath(url)}${query}${fragment}`;
};

/** Returns a host without prefixes. A removed prefix may uncover another one, as in `www.sp.news.example`. */
const barestHost = (host: string): string => {
  const bare = host.length > MAX_HOST_LENGTH ? host : bareHost(host);
  return bare === host ? host : barestHost(bare);
};

const barePath = (url: URL): string => {
  const path = url.pathname
    .replace(PERCENT_CODE, (code) => code.toUpperCase())
    .replace(SESSION, '')
    .replace(/\/{2,}/g, '/');
  // Without its session id, `..;jsessionid=1` is the parent folder.
  const steps = new URL(path, url).pathname.split('/');
  return steps.slice(0, steps.findLastIndex((step) => !NO_STEP.test(step)) + 1).join('/');
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
