/** Matches the user name and password before the host of an address (RFC 3986 §3.2.1). */
const USER_INFO = /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"'<>]+@/giu;

/** Names of parameters with secret values: `?api_key=…`, `&token=…`. */
const SECRET_NAME =
  '(?:[a-z0-9_-]*(?:token|secret|passw(?:or)?d|pwd|signature|credentials?|jwt)|(?:api|access|auth|private|user|feed|rss|subscription|license)[_-]?key|key|sig|auth|session(?:[_-]?id)?)';

const SECRET_PARAMETER = new RegExp(`(?<=[?&;]${SECRET_NAME}=)[^\\s&;#"'<>]+`, 'giu');

const IS_SECRET_NAME = new RegExp(`^${SECRET_NAME}$`, 'i');

/** The text with user names, passwords and secret parameters removed from the addresses in it. */
export const hideSecrets = (text: string): string =>
  text.includes('://') ? text.replace(USER_INFO, '…@').replace(SECRET_PARAMETER, '…') : text;

/** The address for publication, without user name, password, secret parameters and fragment; otherwise unchanged. */
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

/** Whether a parameter is secret. Its name is decoded as a server decodes it: `to%6ben` is `token`. */
const isSecret = (parameter: string): boolean =>
  Array.from(new URLSearchParams(parameter.replaceAll(';', '&')).keys()).some((name) =>
    IS_SECRET_NAME.test(name),
  );
