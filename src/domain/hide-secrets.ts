/** A name and password before the host of an address (RFC 3986 §3.2.1). */
const USER_INFO = /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"'<>]+@/giu;

/** Parameters that services name so when their value opens something: `?api_key=…`, `&token=…`. */
const SECRET_PARAMETER =
  /(?<=[?&;](?:[a-z_-]*(?:token|secret|passw(?:or)?d|signature)|(?:api|access|auth|private)[_-]?key|key|sig|auth)=)[^\s&;#"'<>]+/giu;

/** The text with what would open a door taken out of the addresses in it. */
export const hideSecrets = (text: string): string =>
  text.includes('://') ? text.replace(USER_INFO, '…@').replace(SECRET_PARAMETER, '…') : text;
