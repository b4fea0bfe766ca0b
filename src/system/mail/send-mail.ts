import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from '../../domain/config.ts';
import { errorText } from '../../domain/error-text.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import { composeMail, type Mail } from './compose-mail.ts';

export type MailOutcome =
  /** The server accepted the message; `refused` is the number of recipients that it refused. */
  { readonly kind: 'sent'; readonly refused: number } | { readonly kind: 'failed'; readonly reason: string };

/** Time limit, in milliseconds, until the server has sent its greeting and a STARTTLS handshake, if any, is complete. */
const CONNECT_MS = 20_000;

/**
 * Time limit of an answer, in milliseconds (RFC 5321 §4.5.3.2.6). With a shorter limit, a message that the server is
 * still checking might be sent twice.
 */
const SILENCE_MS = 600_000;

/** Time limit of the whole exchange, in milliseconds, because a server may send a byte now and then without end. */
const TOTAL_MS = 1_800_000;

/** Sends a message by SMTP within `totalMs` milliseconds. Never rejects: an error or an aborted signal is a failure. */
export const sendMail = async (
  mail: Mail,
  server: SmtpServer,
  signal: AbortSignal,
  totalMs = TOTAL_MS,
): Promise<MailOutcome> => {
  const late = AbortSignal.timeout(totalMs);
  try {
    return await deliver(mail, server, AbortSignal.any([signal, late]));
  } catch (error) {
    if (late.aborted && !signal.aborted)
      return {
        kind: 'failed',
        reason: `the server did not accept the message within ${totalMs / 60_000} min`,
      };
    const text = errorText(error);
    const reason = NO_TLS.test(text) ? noTls(server) : withoutLogin(hideSecrets(text), server);
    return { kind: 'failed', reason };
  }
};

const deliver = async (mail: Mail, server: SmtpServer, signal: AbortSignal): Promise<MailOutcome> => {
  const { message, envelope } = await composeMail(mail, 'crlf');
  signal.throwIfAborted();
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.isSecure,
    ...tlsOf(server),
    connectionTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  const broken = Promise.withResolvers<never>();
  connection.on('error', broken.reject);
  const abort = (): void => broken.reject(new Error('stopped'));
  signal.addEventListener('abort', abort);
  const step = <Answer>(ask: (done: (error?: Error | null, answer?: Answer) => void) => void) =>
    Promise.race([
      broken.promise,
      new Promise<Answer | undefined>((resolve, reject) => {
        ask((error, answer) => (error ? reject(error) : resolve(answer)));
      }),
    ]);
  try {
    await step((done) => connection.connect(done));
    const { login } = server;
    if (login !== undefined)
      await step((done) =>
        connection.login({ credentials: { user: login.user, pass: login.password } }, done),
      );
    const { from, to } = envelope;
    const sent = await step<{ readonly rejected: readonly string[] }>((done) =>
      connection.send({ from, to: [...to] }, message, done),
    );
    connection.quit();
    return { kind: 'sent', refused: sent?.rejected.length ?? 0 };
  } finally {
    signal.removeEventListener('abort', abort);
    connection.close();
  }
};

/** Matches the error of OpenSSL if the bytes of the server are no record of TLS, as those of plain SMTP. */
const NO_TLS = /:SSL routines:[^:]*:(wrong version number|packet length too long):/;

const noTls = ({ port, isSecure }: SmtpServer): string =>
  `the server does not speak TLS at port ${port}${isSecure ? '; write smtp:// instead of smtps:// in edition.mail.smtp' : ''}`;

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/**
 * Returns the TLS options of a connection. A password is sent only over TLS, except to this machine, whose name rarely
 * matches the certificate.
 */
const tlsOf = ({ host, login }: SmtpServer) =>
  LOOPBACK.test(host) ? { ignoreTLS: true } : { requireTLS: login !== undefined };

/** Removes the login from a server's answer, which may repeat it. */
const withoutLogin = (reason: string, { login }: SmtpServer): string =>
  login === undefined
    ? reason
    : [`\0${login.user}\0${login.password}`, login.password, login.user]
        .flatMap((secret) => [base64(secret), secret])
        .reduce((text, secret) => text.replaceAll(secret, '…'), reason);

const base64 = (text: string): string => Buffer.from(text).toString('base64');
