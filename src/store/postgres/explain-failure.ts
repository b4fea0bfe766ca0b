import { errorCode, errorText } from '../../domain/error-text.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import { databasePlace } from '../../domain/store/database-place.ts';

const CLOSED =
  'closed the connection unexpectedly: look at the log of PostgreSQL, and check the network, and host and port of `store` in kawaraban.yaml';

/**
 * Texts that say what happened and what to do, by SQLSTATE (PostgreSQL, appendix A) or by the code of a system error
 * (`ECONNREFUSED`). `DATABASE` stands for the name of the database.
 */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  '28P01': 'refuses the password: correct user and password of `store` in kawaraban.yaml',
  '28000': 'refuses the user: correct the user of `store` in kawaraban.yaml, or allow it in pg_hba.conf',
  '3D000':
    'has no database DATABASE: create it (`createdb DATABASE`), or correct the name in `store` in kawaraban.yaml',
  '42501':
    'denies the database user a privilege: grant this user CONNECT on the database, and USAGE and CREATE on the schema, and make it the owner of the tables',
  '3F000':
    'has no schema to write to: create the schema that search_path names, and grant USAGE and CREATE on it to the database user',
  '53100': 'has no space left on its disk: free some space',
  '53300':
    'has too many connections: close other connections, or raise max_connections or the connection limit of the user or database',
  '25006': 'is read-only, as a standby is: name the primary in `store` in kawaraban.yaml',
  '25P03':
    'closed the connection, because a transaction was idle for too long, for example while this machine was suspended: a daemon connects again by itself; run any other command again',
  '57P01':
    'closed the connection, for example because it is shutting down or restarting: wait, or look at its log',
  '57P02': 'closed the connection, because it crashed and is restarting: wait, or look at its log',
  '57P03':
    'does not accept connections, because it is starting, recovering or shutting down: wait, or start it',
  '57014':
    'cancelled a statement, probably because it took too long: look at the load and the log of the server',
  '55P03':
    'waited too long for a lock: wait if `kawaraban store compact` is running, else end the other program that locks the tables of Kawaraban',
  ECONNREFUSED: 'does not listen there: start it, or correct host and port of `store` in kawaraban.yaml',
  EACCES:
    'has a socket that this user may not reach: add the user to the group of the socket folder, or name a host in `store` in kawaraban.yaml',
  ENOENT: 'does not listen there: start it, or correct the socket folder of `store` in kawaraban.yaml',
  ENOTFOUND: 'has an unknown host name: correct the host of `store` in kawaraban.yaml',
  EAI_AGAIN: 'has a host name that cannot be resolved at the moment: check the network and the name server',
  ETIMEDOUT: 'does not answer: check the network and the firewall of the server',
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
};

/**
 * Texts for failures without a code. The pattern matches the failure's message. A server's message has a code, and may
 * name a setting such as `statement_timeout`.
 */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [
    /timeout|timed out/i,
    'does not answer in time: check the network, the firewall and the load of the server, and look at its log',
  ],
  [/Connection terminated|connection ended|not queryable/i, CLOSED],
  [
    /SASL.*(?:string|password)/s,
    'asks for a password: write one into `store` in kawaraban.yaml, as postgres://USER:PASSWORD@HOST/DATABASE',
  ],
];

/** Returns a failure as a sentence without full stop, which names the server and contains no secret. */
export const explainFailure = (error: unknown, url: string): string => {
  const { server = '', database = '' } = databasePlace(url) ?? {};
  const code = errorCode(error);
  const first: unknown = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  // Only the first line of a message with a stack describes the failure.
  const [message = ''] = hideSecrets(errorText(first)).split('\n');
  const known = code === '' ? MESSAGES.find(([pattern]) => pattern.test(message))?.[1] : EXPLANATIONS[code];
  const what = known?.replaceAll('DATABASE', database);
  return what === undefined
    ? `PostgreSQL at ${server} failed: ${message}${code === '' ? '' : ` (${code})`}`
    : `PostgreSQL at ${server} ${what} (${message})`;
};
