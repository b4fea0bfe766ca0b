import { beforeEach, describe, expect, test } from 'vitest';
import { createEditionMailer } from '../../../src/daemon/edition/mail-editions.ts';
import type { LogFields } from '../../../src/domain/log.ts';
import type { EditionShelf } from '../../../src/site/ports.ts';
import type { Mail } from '../../../src/system/mail/compose-mail.ts';
import type { MailOutcome } from '../../../src/system/mail/send-mail.ts';
import { sampleEdition } from '../../domain/edition/sample-edition.ts';
import { instant } from '../../make.ts';
import { createMemoryEditions } from '../../support/memory-editions.ts';
import { makeConfig } from '../support/make-config.ts';

const SMTP = { host: 'mail.example', port: 587, isSecure: false };
const MAILING = { to: ['reader@one.example'], from: 'news@kawaraban.example', smtp: SMTP };
const MINUTE_MS = 60_000;

let editions: EditionShelf;
let now: Temporal.Instant;
let passedMs: number;
let sent: Mail[];
let servers: unknown[];
let outcomes: MailOutcome[];
let events: [event: string, fields: LogFields | undefined][];

beforeEach(() => {
  editions = createMemoryEditions(sampleEdition('2026-11-25'), sampleEdition('2026-11-26'));
  now = instant('2026-11-26T07:00:30+09:00');
  passedMs = 0;
  sent = [];
  servers = [];
  outcomes = [];
  events = [];
});

type Mailing = Omit<typeof MAILING, 'smtp'> & Partial<typeof MAILING>;

const start = (mail: Mailing | (() => Mailing) = MAILING, stop = new AbortController().signal) => {
  const note = (event: string, fields?: LogFields): void => void events.push([event, fields]);
  const config = makeConfig();
  return createEditionMailer({
    config: () => ({
      ...config,
      edition: { ...config.edition, mail: mail instanceof Function ? mail() : mail },
    }),
    editions,
    send: async (letter, ...server) => {
      sent.push(letter);
      servers.push(server);
      return outcomes.shift() ?? { kind: 'sent', refused: 0 };
    },
    log: { debug: note, info: note, warn: note, error: note },
    now: () => now,
    monotonicMs: () => passedMs,
    stop,
  });
};

const FAILED = { kind: 'failed', reason: '451 try later' } as const satisfies MailOutcome;

describe('an edition', () => {
  test('of today is mailed once, also over a restart', async () => {
    const mailer = start();
    await mailer.look();
    await mailer.look();
    await start().look();
    expect(sent.map(({ messageId, to, from }) => [messageId, to, from])).toEqual([
      ['<edition-2026-11-26@kawaraban.example>', MAILING.to, MAILING.from],
    ]);
    expect(events).toEqual([['edition.mailed', { date: '2026-11-26', to: 1, refused: 0 }]]);
    expect(mailer.problem()).toBeUndefined();
  });

  test('of a day that is over is not mailed', async () => {
    now = instant('2026-11-27T06:00:00+09:00');
    await start().look();
    expect(sent).toEqual([]);
  });

  test('is not mailed where no server is configured', async () => {
    const { smtp: _, ...addresses } = MAILING;
    const mailer = start(addresses);
    await mailer.look();
    expect(sent).toEqual([]);
    expect(mailer.problem()).toBeUndefined();
  });

  test('that could not be mailed is no problem once the server is taken out of the config', async () => {
    const { smtp: _, ...addresses } = MAILING;
    let mailing: Mailing = MAILING;
    outcomes = [FAILED];
    const mailer = start(() => mailing);
    await mailer.look();
    expect(mailer.problem()).toContain('451');
    mailing = addresses;
    expect(mailer.problem()).toBeUndefined();
  });

  test('that the server does not take is tried again after a minute, and then the problem is over', async () => {
    outcomes = [FAILED];
    const mailer = start();
    await mailer.look();
    expect(mailer.problem()).toBe(
      'The edition of 2026-11-26 could not be mailed: 451 try later. The daemon will try again; if `edition.mail` is wrong, correct it.',
    );
    await mailer.look();
    expect(sent).toHaveLength(1);
    passedMs += MINUTE_MS;
    await mailer.look();
    expect(sent).toHaveLength(2);
    expect(mailer.problem()).toBeUndefined();
    expect(events.map(([event]) => event)).toEqual(['edition.mail-failed', 'edition.mailed']);
    expect(await editions.names()).toEqual(['2026-11-25', '2026-11-26']);
  });

  test('that is refused for a recipient shows no address on a public page, but in the log', async () => {
    outcomes = [{ kind: 'failed', reason: '550 5.1.1 <reader@one.example>: no such user.' }];
    const mailer = start();
    await mailer.look();
    expect(mailer.problem()).toContain('550 5.1.1 <…>: no such user. The daemon');
    expect(events[0]?.[1]?.reason).toContain('reader@one.example');
  });

  test('is given up after six tries, and the next one is mailed', async () => {
    outcomes = Array.from({ length: 6 }, () => FAILED);
    const mailer = start();
    for (let look = 0; look < 2_000; look += 1) {
      await mailer.look();
      passedMs += MINUTE_MS;
    }
    expect(sent).toHaveLength(6);
    const failure = { date: '2026-11-26', reason: FAILED.reason };
    expect(events).toEqual([
      ...[1, 5, 20, 60, 180].map((minutes) => [
        'edition.mail-failed',
        { ...failure, retryMs: minutes * MINUTE_MS },
      ]),
      ['edition.mail-given-up', failure],
    ]);
    expect(mailer.problem()).toContain('The daemon tries again only if it is restarted on the same day');
    await editions.keep('2026-11-27', sampleEdition('2026-11-27'));
    now = instant('2026-11-27T07:00:30+09:00');
    await mailer.look();
    expect(sent).toHaveLength(7);
    expect(mailer.problem()).toBeUndefined();
  });

  test('whose next try would be on another day is given up at once', async () => {
    now = instant('2026-11-26T23:59:30+09:00');
    outcomes = [FAILED];
    const mailer = start();
    await mailer.look();
    expect(events.map(([event]) => event)).toEqual(['edition.mail-given-up']);
    expect(mailer.problem()).toContain(
      'The daemon tries again only if it is restarted on the same day (JST); if `edition.mail` is wrong, correct it first.',
    );
    now = instant('2026-11-27T00:00:30+09:00');
    passedMs += MINUTE_MS;
    await mailer.look();
    expect(sent).toHaveLength(1);
    expect(mailer.problem()).toContain('The day of this edition is over, so the daemon does not try again');
  });

  test('is not mailed while it is unknown whether it was mailed already, which is said', async () => {
    const lastMailed = async (): Promise<string> => {
      throw new Error('mailed.json cannot be read');
    };
    editions = { ...editions, lastMailed };
    const mailer = start();
    await mailer.look();
    expect(sent).toEqual([]);
    expect(events).toEqual([
      [
        'edition.mail-failed',
        { date: '2026-11-26', reason: 'mailed.json cannot be read', retryMs: MINUTE_MS },
      ],
    ]);
    expect(mailer.problem()).toContain('mailed.json cannot be read');
  });

  test('is not mailed again where the note of it cannot be stored, which is said once, and tried again', async () => {
    const shelf = editions;
    let isFull = true;
    const noteMailed = async (date: string): Promise<void> => {
      if (isFull) throw new Error('ENOSPC');
      await shelf.noteMailed(date);
    };
    editions = { ...shelf, noteMailed };
    const mailer = start();
    await mailer.look();
    passedMs += MINUTE_MS;
    await mailer.look();
    expect(sent).toHaveLength(1);
    expect(events.map(([event]) => event)).toEqual(['edition.mailed', 'edition.mail-record-failed']);
    expect([mailer.problem(), await shelf.lastMailed()]).toEqual([undefined, undefined]);
    isFull = false;
    await mailer.look();
    expect(await shelf.lastMailed()).toBe('2026-11-26');
    expect(sent).toHaveLength(1);
  });

  test('goes to the server of the config, and a look ends when it is stored that it went', async () => {
    const noted = Promise.withResolvers<void>();
    const shelf = editions;
    editions = {
      ...shelf,
      noteMailed: async (date) => {
        await noted.promise;
        await shelf.noteMailed(date);
      },
    };
    const stop = new AbortController().signal;
    let isOver = false;
    const looking = start(MAILING, stop)
      .look()
      .then(() => {
        isOver = true;
      });
    await expect.poll(() => events.map(([event]) => event)).toEqual(['edition.mailed']);
    await new Promise((resolve) => setImmediate(resolve));
    expect([servers, isOver]).toEqual([[[SMTP, stop]], false]);
    noted.resolve();
    await looking;
    expect(await shelf.lastMailed()).toBe('2026-11-26');
  });

  test('whose sending a stop interrupts is no failure', async () => {
    const stop = new AbortController();
    outcomes = [FAILED];
    const mailer = start(MAILING, stop.signal);
    const looking = mailer.look();
    stop.abort();
    await looking;
    expect(events).toEqual([]);
    await mailer.look();
    expect(sent).toHaveLength(1);
  });
});
