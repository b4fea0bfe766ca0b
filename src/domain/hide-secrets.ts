/**
 * Matches the user name, the password or both before the host of an address (RFC 3986 §3.2.1). If the text after the
 * first colon is not a port, it is a password up to the last `@`, even with an unencoded `/`, `?`, `#` or `@`. The
 * maximum length keeps the time linear.
 */
const USER_INFO =
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#"'<>:[]*:(?!\d+[/?#])[^\s"'<>]{0,500}|[^\s/?#"'<>]+)@/giu;

/** A pattern of the names of parameters with secret values: `?api_key=…`, `&token=…`. */
const SECRET_NAME =
  '(?:[a-z0-9_-]*(?:token|secret|passw(?:or)?d|pwd|signature|credentials?|jwt)|(?:api|access|auth|private|user|feed|rss|subscription|license)[_-]?key|key|sig|auth|session(?:[_-]?id)?)';

const SECRET_PARAMETER = new RegExp(`(?<=[?&;]${SECRET_NAME}=)[^\\s&;#"'<>]+`, 'giu');

const IS_SECRET_NAME = new RegExp(`^${SECRET_NAME}$`, 'i');

/** Matches the name of a parameter in a text. */
const PARAMETER_NAME = /(?<=[?&;])[^\s?&;=#"'<>]+(?==)/gu;

/** Replaces user names, passwords and the values of secret parameters in the addresses of a text by `…`. */
export const hideSecrets = (text: string): string =>
  text.includes('://')
    ? text
        .replace(USER_INFO, '…@')
        .replace(PARAMETER_NAME, (name) => (isSecret(name) ? decodeURIComponent(name) : name))
        .replace(SECRET_PARAMETER, '…')
    : text;

/**
 * Removes user name, password, secret parameters and fragment from an address. An address without these parts does not
 * change. A text that is not an address is changed by `hideSecrets`.
 */
export const withoutSecrets = (address: string): string => {
  const url = URL.parse(address);
  if (url === null) return hideSecrets(address);
  const parameters = url.search.slice(1).split('&');
  const open = parameters.filter((parameter) => !isSecret(parameter));
  if (url.username + url.password + url.hash === '' && open.length === parameters.length) return address;
  url.username = '';
  url.password = '';
  url.hash = '';
  url.search = open.join('&');
  return url.href;
};

/** True if the name of a parameter, after decoding, is secret: `to%6ben` is `token`. */
const isSecret = (parameter: string): boolean =>
  Array.from(new URLSearchParams(parameter.replaceAll(';', '&')).keys()).some((name) =>
    IS_SECRET_NAME.test(name),
  );
