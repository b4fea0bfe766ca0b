/** Parameters that mostly say how a reader came; a bare number in one of them names the page. */
const AMBIGUOUS_PARAMETER = /^(ref|src|source|rss|partner)$/i;

/** Parameters that say how a reader came to a page, never which page it is. */
const TRACKING_PARAMETER =
  /^(utm_.*|ref|ref_?src|source|src|itid|oc|cmpid|cmp|fbclid|gclid|yclid|msclkid|mc_[ce]id|n_cid|rss|feed_?type|ftag|partner|ito|at_(medium|campaign)|smid|ncid|guccounter|_ga|spm|xtor)$/i;

const WEB_PREFIX = /^(www\d?|m|mobile|amp|sp)\./;

const DEFAULT_PAGE = /\/(index\.(html?|php)|default\.aspx?)$/i;

/** Fragments that lead to a place on the page, and not to one of several articles on it, as `#p01` of a diary does. */
const PLACE_ON_PAGE =
  /^#?$|^#(xtor|utm_\w+|at_\w+|:~:text)=|^#(comments?|respond|more(-\d+)?|top|content|main|rss|null)$/i;

/**
 * The one spelling of a page's address that its twins share: https, no `www`, `m` or `amp`, no tracking
 * parameter, sorted query, no slash at the end. For comparing, never for a reader to follow.
 * A text that is no http(s) URL is given back as it is.
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
    .replace(DEFAULT_PAGE, '/')
    .replace(/\/amp\/?$/i, '/')
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '');
  const fragment = PLACE_ON_PAGE.test(url.hash) ? '' : url.hash;
  return `https://${bareHost(url.hostname)}${port}${path}${query}${fragment}`;
};

/** A host without the prefixes that only say for which screen a page is: `www.`, `m.`, `amp.` */
export const bareHost = (host: string): string => {
  const bare = host.toLowerCase().replace(/\.$/, '').replace(WEB_PREFIX, '');
  // `m.example` itself is a whole name: what is left must still have a dot.
  return bare.includes('.') ? bare : host.toLowerCase();
};

const isTracking = (name: string, value: string): boolean =>
  TRACKING_PARAMETER.test(name) && !(AMBIGUOUS_PARAMETER.test(name) && /^\d+$/.test(value));

const isAmpFlag = (name: string, value: string): boolean =>
  /^amp$/i.test(name) || (/^outputType$/i.test(name) && /^amp$/i.test(value));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
