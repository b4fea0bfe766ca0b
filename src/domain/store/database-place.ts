import { decodedPart } from '../web-address.ts';
/** The place of a PostgreSQL database, safe to show: without user, password and parameters. */
export type DatabasePlace = {
  /** Host and port, or the folder of a socket. */
  readonly server: string;
  /** Empty if the URL leaves the name to PostgreSQL, which then takes the user's name. */
  readonly database: string;
};

/**
 * The place that a URL (`postgres://USER:PASSWORD@HOST:PORT/DATABASE`, `postgres:///DATABASE?host=/run/postgresql`) names;
 * undefined if it names none. Special characters of a password (`/`, `#`, `?`) must be percent-encoded.
 */
export const databasePlace = (url: string): DatabasePlace | undefined => {
  // A URL with a user is invalid without a host, but a database behind a socket has none.
  const parsed = URL.parse(url.replace(/^(postgres(?:ql)?:\/\/[^@/]*@)(?=[/?])/, '$1localhost'));
  if (parsed === null || !/^postgres(?:ql)?:$/.test(parsed.protocol) || parsed.hash !== '') return undefined;
  const socket = parsed.searchParams.get('host');
  const [server, database] = [socket ?? (parsed.host || 'localhost'), parsed.pathname.slice(1)].map(
    decodedPart,
  );
  return server === undefined || database === undefined || /[/@]/.test(database)
    ? undefined
    : { server, database };
};

/** The place in words: `PostgreSQL at db.example.com:5432, database news`. */
export const describePlace = ({ server, database }: DatabasePlace): string =>
  `PostgreSQL at ${server}${database === '' ? '' : `, database ${database}`}`;
