import type { Config, EditionMailing, GivenAddress, SmtpServer } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { DEFAULT_SECTIONS } from '../../domain/ranking/page-section.ts';
import { decodedPart } from '../../domain/web-address.ts';
import type { Report } from '../read/config-problems.ts';
import type { YamlFile } from '../read/read-yaml.ts';
import type { MainFile } from '../schema/main-schema.ts';
import { buildStore } from './build-store.ts';
import { type Env, fillVariables } from './fill-variables.ts';

type Settings = Omit<Config, 'fold' | 'outlets' | 'sources' | 'topics' | 'companies' | 'words'> & {
  readonly fold: Omit<Config['fold'], 'dictionary' | 'glossary' | 'rules'>;
};

/** What a config is read with, besides its files. */
export type LoadOptions = {
  readonly env: Env;
  /** Returns whether a cron expression ever comes due. */
  readonly validateSchedule: (expression: string) => boolean;
  readonly address?: GivenAddress;
};

/** Returns the settings of `kawaraban.yaml`, and reports problems that a schema cannot find. */
export const buildMain = (
  { value, file }: { readonly value: MainFile; readonly file: YamlFile },
  report: Report,
  { env, validateSchedule, address = {} }: LoadOptions,
): Settings => {
  const { schedule, fetch, relevance, fold, page, retention } = value;
  const server = { ...value.server, ...defined(address) };
  const feed = { ...value.feed, url: value.feed.url ?? localUrl(server) };
  const { contact = feed.url, timeout, minInterval, maxInterval, ...limits } = fetch;
  const { mail, ...edition } = value.edition;
  if (!validateSchedule(schedule)) {
    report(
      file.place(['schedule']),
      `schedule: "${schedule}" is not a cron expression that ever comes due; write one such as "* * * * *" (every minute) or "*/5 * * * *"`,
    );
  }
  if (minInterval > maxInterval) {
    report(
      file.place(['fetch', 'minInterval']),
      'minInterval is longer than maxInterval; write a shorter minInterval, or a longer maxInterval',
    );
  }
  return {
    feed: defined(feed),
    server,
    schedule,
    fetch: { ...limits, contact, timeoutMs: timeout, minIntervalMs: minInterval, maxIntervalMs: maxInterval },
    relevance,
    fold: { acrossLanguages: fold.acrossLanguages, windowMs: fold.window, strictness: fold.strictness },
    page: { ...page, sections: page.sections ?? DEFAULT_SECTIONS },
    edition: { ...edition, ...defined({ mail: mail && buildMail(mail, { file, report, env }) }) },
    retentionMs: retention,
    ...defined({ store: buildStore(value.store, { file, report, env }) }),
  };
};

const localUrl = ({ host, port }: Config['server']): string => {
  const named = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}`;
};

/** Default port of `smtp://`: mail submission with STARTTLS (RFC 6409 §3.1). */
const SUBMISSION_PORT = 587;

/** Default port of `smtps://`: mail submission with implicit TLS (RFC 8314 §3.3). */
const SUBMISSIONS_PORT = 465;

/** Builds `edition.mail`. A problem is reported without the server's address, which may contain a password. */
const buildMail = (
  mail: NonNullable<MainFile['edition']['mail']>,
  { file, report, env }: { readonly file: YamlFile; readonly report: Report; readonly env: Env },
): EditionMailing => {
  const { to, from, smtp: written } = mail;
  if (written === undefined) return { to, from };
  const place = file.place(['edition', 'mail', 'smtp']);
  const filling = { orElse: 'remove edition.mail.smtp', encode: encodeURIComponent };
  const { value, problems } = fillVariables(written, env, filling);
  for (const problem of problems) report(place, `smtp: ${problem}`);
  const server = problems.length === 0 ? readServer(value) : undefined;
  if (problems.length === 0 && server === undefined) report(place, NO_SERVER);
  return { to, from, ...defined({ smtp: server }) };
};

const NO_SERVER = `smtp: this is not the address of a mail server; write one such as smtp://NAME:\${SMTP_PASSWORD}@mail.example.com:587, or smtps:// for implicit TLS`;

const readServer = (address: string): SmtpServer | undefined => {
  const url = URL.parse(address);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || url.port === '0')
    return undefined;
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return undefined;
  const isSecure = url.protocol === 'smtps:';
  const [user, password] = [url.username, url.password].map(decodedPart);
  if (user === undefined || password === undefined || (user === '') !== (password === '')) return undefined;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isSecure ? SUBMISSIONS_PORT : SUBMISSION_PORT) : Number(url.port),
    isSecure,
    ...(user === '' ? {} : { login: { user, password } }),
  };
};
