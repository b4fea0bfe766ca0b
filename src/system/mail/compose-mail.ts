import addressparser from 'nodemailer/lib/addressparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter } from '../../domain/edition/edition.ts';

/** A mail message with its addresses, as people write them: `Name <name@host.example>`. */
export type Mail = Letter & { readonly from: string; readonly to: readonly string[] };

/** A complete mail message, and its sender and recipients as SMTP needs them. */
export type ComposedMail = {
  /** A MIME message (RFC 5322, RFC 2045). */
  readonly message: Buffer;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
};

/** The line ends of a message: `crlf` for SMTP, `lf` for programs that read a message, such as sendmail. */
export type LineEnd = 'crlf' | 'lf';

/** Returns the first of some addresses, separated by commas, that is not a mail address; undefined if all are. */
export const wrongAddressIn = (addresses: string): string | undefined => {
  const wrong = addressparser(addresses, { flatten: true }).find(({ address }) => !/.@./.test(address));
  return wrong && (wrong.address || wrong.name);
};

/** Writes a mail message as MIME. Rejects if the message has no usable sender or no usable recipient. */
export const composeMail = async (mail: Mail, lineEnd: LineEnd): Promise<ComposedMail> => {
  const { date, to, ...rest } = mail;
  const node = new MailComposer({
    ...rest,
    to: [...to],
    date: new Date(date.epochMilliseconds),
    // The header asks mail programs not to send automatic replies, such as out-of-office notes (RFC 3834 §5).
    headers: { 'Auto-Submitted': 'auto-generated' },
    newline: lineEnd === 'lf' ? 'unix' : 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from, to: recipients } = node.getEnvelope();
  if (typeof from !== 'string' || from === '') throw new Error('the sender is not a mail address');
  if (recipients.length === 0) throw new Error('no recipient is a mail address');
  return { message: await node.build(), envelope: { from, to: recipients } };
};
