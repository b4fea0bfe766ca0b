import type { EditionMailing, SmtpServer } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { decodedPart } from '../../domain/web-address.ts';
import type { Report } from '../read/config-problems.ts';
import type { YamlFile } from '../read/read-yaml.ts';
import type { MainFile } from '../schema/main-schema.ts';
import { type Env, fillVariables } from './fill-variables.ts';

/** The ports of mail submission (RFC 8314 §3.3): with STARTTLS, and with TLS from the first byte. */
const SUBMISSION_PORT = 587;
const SUBMISSIONS_PORT = 465;

/** To whom editions are mailed, and by which server. No message holds a value: one could be a password. */
export const buildMail = (
  mail: NonNullable<MainFile['edition']['mail']>,
  { file, report, env }: { readonly file: YamlFile; readonly report: Report; readonly env: Env },
): EditionMailing => {
  const { to, from, smtp: written } = mail;
  if (written === undefined) return { to, from };
  const place = file.place(['edition', 'mail', 'smtp']);
  const filling = { orElse: 'take edition.mail.smtp out', encode: encodeURIComponent };
  const { value, problems } = fillVariables(written, env, filling);
  for (const problem of problems) report(place, `smtp: ${problem}`);
  const server = problems.length === 0 ? readServer(value) : undefined;
  if (problems.length === 0 && server === undefined) report(place, NO_SERVER);
  return { to, from, ...defined({ smtp: server }) };
};

const NO_SERVER = `smtp: this is not the address of a mail server; write one such as smtp://NAME:\${SMTP_PASSWORD}@mail.example.com:587, or smtps:// for TLS from the first byte`;

/** The mail server that an address names; undefined if the address is invalid. */
const readServer = (address: string): SmtpServer | undefined => {
  const url = URL.parse(address);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return undefined;
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
