import { decodedPart } from '../web-address.ts';

/** The place of a PostgreSQL database, safe to show: without user and password. */
type DatabasePlace = {
  /** The URL's last parameter `host` (often the folder of a socket), else the host and port of the URL, else `localhost`. */
  readonly server: string;
  /** The name of the database. If it is empty, PostgreSQL takes the name of the user. */
  readonly database: string;
};

/**
 * Reads the place of a database from a URL that begins with `postgres://` or `postgresql://`, such as
 * `postgres://USER:PASSWORD@HOST:PORT/DATABASE` or `postgres:///DATABASE?host=/run/postgresql`. Undefined for a URL of
 * another form. Special characters of a password (`/`, `#`, `?`), and `@` in a parameter, must be percent-encoded.
 */
export const databasePlace = (url: string): DatabasePlace | undefined => {
  // A URL with a user is invalid without a host, but a database behind a socket has no host.
  const parsed = URL.parse(url.replace(/^(postgres(?:ql)?:\/\/[^@/]*@)(?=[/?])/, '$1localhost'));
  if (parsed === null || !/^postgres(?:ql)?:\/\//i.test(url)) return undefined;
  // If a password contains an unencoded `#` or `?`, user and password are read as host and port.
  if (parsed.hash !== '' || parsed.search.includes('@')) return undefined;
  const [host, database] = [parsed.host || 'localhost', parsed.pathname.slice(1)].map(decodedPart);
  if (host === undefined || database === undefined) return undefined;
  // If the URL has several parameters `host`, the driver uses the last one. It ignores `hostaddr`.
  const server = parsed.searchParams.getAll('host').at(-1) || host;
  return server.includes('@') || /[/@]/.test(database) ? undefined : { server, database };
};

/** Describes the place of a database: `PostgreSQL at db.example.com:5432, database news`. */
export const describePlace = ({ server, database }: DatabasePlace): string =>
  `PostgreSQL at ${server}${database === '' ? '' : `, database ${database}`}`;
