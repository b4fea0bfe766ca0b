import { simpleParser } from 'mailparser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { editionMail } from '../../../src/site/edition/edition-mail.ts';
import { composeMail } from '../../../src/system/mail/compose-mail.ts';
import { sendMail } from '../../../src/system/mail/send-mail.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { sampleEdition } from '../../domain/edition/sample-edition.ts';
import { instant } from '../../make.ts';
import { type MailServer, serveMail } from '../../support/mail-server.ts';

const EDITION = sampleEdition('2026-11-26');

const LETTER = {
  ...editionMail(EDITION, 'edition-2026-11-26', makeConfig().feed),
  from: '瓦版 <news@kawaraban.example>',
  to: ['Reader <reader@one.example>', 'second@two.example'],
};

const NEVER = new AbortController().signal;

let server: MailServer | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await server?.close();
  server = undefined;
});

/** A server with some rules, and how a sender knows it. */
const serve = async (
  rules: Parameters<typeof serveMail>[0] = {},
  login?: { readonly user: string; readonly password: string },
) => {
  server = await serveMail(rules);
  return {
    mails: server.mails,
    smtp: {
      host: '127.0.0.1',
      port: server.port,
      isSecure: false,
      ...(login === undefined ? {} : { login }),
    },
  };
};

describe('an edition as a mail message', () => {
  test('is read by a MIME parser with its Japanese subject, its addresses, its date and both its parts', async () => {
    const { message } = await composeMail(LETTER, 'lf');
    const parsed = await simpleParser(message);
    expect(parsed.subject).toBe('Test, Nov 26: 架空電機、新工場を稼働 2026-11-26');
    expect(parsed.from?.value).toEqual([{ address: 'news@kawaraban.example', name: '瓦版' }]);
    expect([parsed.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual([
      'reader@one.example',
      'second@two.example',
    ]);
    expect(parsed.date?.toISOString()).toBe('2026-11-25T22:00:10.000Z');
    expect(parsed.messageId).toBe('<edition-2026-11-26@kawaraban.example>');
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.text?.trim()).toBe(LETTER.text.trim());
    expect(parsed.html).toBe(LETTER.html);
    expect(parsed.attachments).toEqual([]);
  });

  test('is ASCII with short lines, of two alternative parts, the text first', async () => {
    const { message } = await composeMail(LETTER, 'lf');
    const text = message.toString('latin1');
    expect(text).toMatch(/^[\t\n\x20-\x7e]*$/);
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(998);
    expect(text).toContain('Content-Type: multipart/alternative;');
    expect(text.indexOf('Content-Type: text/plain')).toBeLessThan(text.indexOf('Content-Type: text/html'));
    const crlf = (await composeMail(LETTER, 'crlf')).message.toString('latin1');
    expect(crlf.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('takes no line from a headline into its head, and reads no file', async () => {
    const subject = 'Rise\r\nBcc: victim@example.com';
    const parsed = await simpleParser((await composeMail({ ...LETTER, subject }, 'lf')).message);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.subject).toBe('Rise Bcc: victim@example.com');
    const file = composeMail({ ...LETTER, text: { path: '/etc/hostname' } as never }, 'lf');
    await expect(file).rejects.toThrow('File access rejected');
    const page = composeMail({ ...LETTER, html: { href: 'http://127.0.0.1:9/' } as never }, 'lf');
    await expect(page).rejects.toThrow('Url access rejected');
  });

  test('is not written without a usable address', async () => {
    for (const to of [['nobody'], []])
      await expect(composeMail({ ...LETTER, to }, 'lf')).rejects.toThrow('no recipient is a mail address');
    for (const from of ['nobody', ''])
      await expect(composeMail({ ...LETTER, from }, 'lf')).rejects.toThrow(
        'the sender is not a mail address',
      );
  });

  test('says so where there was no news', async () => {
    const empty = sampleEdition('2026-11-26', { stories: [], until: instant('2026-11-26T08:00:00+09:00') });
    const letter = editionMail(empty, 'edition-2026-11-26', makeConfig().feed);
    expect(letter.subject).toBe('Test, Nov 26');
    expect(letter.text).toBe('No news from Nov 25, 07:00 to Nov 26, 08:00.\n');
  });
});

describe('a mail server', () => {
  test('gets the letter once, for every recipient', async () => {
    const { mails, smtp } = await serve();
    expect(await sendMail(LETTER, smtp, NEVER)).toEqual({ kind: 'sent', refused: 0 });
    expect(mails.map(({ from, to }) => [from, to])).toEqual([
      ['news@kawaraban.example', ['reader@one.example', 'second@two.example']],
    ]);
    const parsed = await simpleParser(mails[0]?.message ?? '');
    expect(parsed.subject).toBe(LETTER.subject);
    expect(parsed.html).toContain('Kaku Bank raises its forecast');
    await expect.poll(() => server?.verbs).toEqual(['EHLO', 'MAIL', 'RCPT', 'RCPT', 'DATA', 'QUIT']);
  });

  test('gets the name and password that it asks for', async () => {
    const { mails, smtp } = await serve({ login: 'news:p@ss:w/rd' }, { user: 'news', password: 'p@ss:w/rd' });
    expect(await sendMail(LETTER, smtp, NEVER)).toEqual({ kind: 'sent', refused: 0 });
    expect(mails[0]?.login).toBe('news:p@ss:w/rd');
  });

  test('that refuses the password, and repeats it, is a failure that does not say it', async () => {
    const { smtp } = await serve({ login: 'news:right' }, { user: 'news', password: 'hunter2hunter2' });
    expect(await sendMail(LETTER, smtp, NEVER)).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(/: 535 5\.7\.8 wrong: PLAIN … is …:…, … …$/),
    });
    await expect.poll(() => server?.openConnections()).toBe(0);
  });

  test('that refuses a password with Japanese letters says why, too', async () => {
    const { smtp } = await serve({ login: 'news:right' }, { user: 'news', password: 'ひみつの合言葉' });
    const said = JSON.stringify(await sendMail(LETTER, smtp, NEVER));
    expect(said).toContain('535');
    expect(said).not.toContain(Buffer.from('\0news\0ひみつの合言葉').toString('base64'));
  });

  test('that refuses one of two recipients took the letter', async () => {
    const recipient = (address: string) => (address.startsWith('second') ? '550 no such user' : undefined);
    const { mails, smtp } = await serve({ recipient });
    expect(await sendMail(LETTER, smtp, NEVER)).toEqual({ kind: 'sent', refused: 1 });
    expect(mails[0]?.to).toEqual(['reader@one.example']);
  });

  test('that refuses the message, is not there, or says nothing until a stop is a failure with its reason', async () => {
    const { smtp } = await serve({ message: () => '451 4.3.0 try later' });
    expect(await sendMail(LETTER, smtp, NEVER)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('451'),
    });
    await server?.close();
    server = undefined;
    const gone = await sendMail(LETTER, smtp, NEVER);
    expect(gone).toMatchObject({ kind: 'failed', reason: expect.stringContaining('ECONNREFUSED') });
    const silent = await serve({ isSilent: true });
    const stop = new AbortController();
    const sending = sendMail(LETTER, silent.smtp, stop.signal);
    stop.abort();
    expect(await sending).toMatchObject({ kind: 'failed' });
    expect(await sendMail(LETTER, silent.smtp, stop.signal)).toMatchObject({ kind: 'failed' });
  });

  test('has a limit for the whole, which a server that says nothing does not outlast', async () => {
    const { smtp } = await serve({ isSilent: true });
    expect(await sendMail(LETTER, smtp, NEVER, 60)).toEqual({
      kind: 'failed',
      reason: 'the server did not accept the message within 0.001 min',
    });
  });

  test('on this machine that offers TLS gets the letter without it', async () => {
    const { mails, smtp } = await serve({ offersTls: true });
    for (const host of ['localhost', '127.0.0.1'])
      expect(await sendMail(LETTER, { ...smtp, host }, NEVER)).toEqual({ kind: 'sent', refused: 0 });
    expect(mails).toHaveLength(2);
    expect(await sendMail(LETTER, { ...smtp, host: '0.0.0.0' }, NEVER)).toMatchObject({ kind: 'failed' });
  });

  test('that does not speak TLS where smtps:// expects it is a failure that says what to write', async () => {
    const { smtp } = await serve();
    expect(await sendMail(LETTER, { ...smtp, isSecure: true }, NEVER)).toEqual({
      kind: 'failed',
      reason: `the server does not speak TLS at port ${smtp.port}; write smtp:// instead of smtps:// in edition.mail.smtp`,
    });
  });

  test('that greets nobody within twenty seconds is a failure', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { smtp } = await serve({ isSilent: true });
    let outcome: unknown;
    void sendMail(LETTER, smtp, NEVER).then((sent) => {
      outcome = sent;
    });
    const turns = async () => {
      for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
    };
    while (server?.openConnections() !== 1) await turns();
    await turns();
    vi.advanceTimersByTime(19_999);
    await turns();
    expect([server?.openConnections(), outcome]).toEqual([1, undefined]);
    vi.advanceTimersByTime(1);
    await turns();
    expect(outcome).toEqual({ kind: 'failed', reason: expect.stringContaining('Greeting never received') });
  });

  test('elsewhere without TLS gets no password', async () => {
    const open = await serve();
    expect(await sendMail(LETTER, { ...open.smtp, host: '0.0.0.0' }, NEVER)).toMatchObject({ kind: 'sent' });
    await server?.close();
    const { mails, smtp } = await serve({ login: 'news:secret' }, { user: 'news', password: 'secret' });
    // An address of this machine that is not known as one.
    const outcome = await sendMail(LETTER, { ...smtp, host: '0.0.0.0' }, NEVER);
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/TLS/) });
    expect(mails).toEqual([]);
  });
});
