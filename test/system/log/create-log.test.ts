import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog, type LogOptions } from '../../../src/system/log/create-log.ts';

const NOON = Temporal.Instant.from('2026-11-24T03:00:00.250400Z');

const logTo = (options: Partial<LogOptions>) => {
  const lines: string[] = [];
  const stream = { write: (text: string) => lines.push(text) };
  const log = createLog({
    stream,
    format: 'journal',
    level: 'info',
    colour: false,
    now: () => NOON,
    ...options,
  });
  return { log, lines };
};

describe('a line', () => {
  test('of the journal begins with its severity and has no time', () => {
    const { log, lines } = logTo({ format: 'journal', level: 'debug' });
    log.debug('poll.started');
    log.info('source.polled', { source: 'nhk', items: 7, firstPoll: false });
    log.warn('source.fetch-failed', { source: 'nhk', reason: 'timed out after 20 s' });
    log.error('store.full', { detail: 'say "no"' });
    expect(lines).toEqual([
      '<7>poll.started\n',
      '<6>source.polled source=nhk items=7 firstPoll=false\n',
      '<4>source.fetch-failed source=nhk reason="timed out after 20 s"\n',
      '<3>store.full detail="say \\"no\\""\n',
    ]);
  });

  test('for a person has the hour in Japan, and colour where asked for', () => {
    const plain = logTo({ format: 'human' });
    plain.log.warn('source.stale', { source: 'meti' });
    expect(plain.lines).toEqual(['12:00:00 JST warn  source.stale source=meti\n']);
    const { log, lines } = logTo({ format: 'human', colour: true, level: 'debug' });
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level]('e', { a: 1 });
    expect(lines).toEqual(
      [
        [90, 'debug'],
        [32, 'info '],
        [33, 'warn '],
        [31, 'error'],
      ].map(
        ([colour, level]) =>
          `\u001b[2m12:00:00 JST\u001b[22m \u001b[${colour}m${level}\u001b[39m \u001b[1me\u001b[22m a=1\n`,
      ),
    );
  });

  test('for programs is one JSON object', () => {
    const { log, lines } = logTo({ format: 'json' });
    log.info('source.polled', { source: 'nhk', items: 7, until: undefined });
    expect(lines).toEqual([
      '{"time":"2026-11-24T03:00:00.250Z","level":"info","event":"source.polled","source":"nhk","items":7}\n',
    ]);
  });

  test('tells a person a moment in JST and a program in UTC, both to the second', () => {
    for (const format of ['journal', 'human'] as const) {
      const { log, lines } = logTo({ format });
      log.info('e', { next: NOON });
      expect(lines[0]).toMatch(/e next="2026-11-24 12:00:00 JST"\n$/);
    }
    const { log, lines } = logTo({ format: 'json' });
    log.info('e', { next: NOON });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ next: '2026-11-24T03:00:00Z' });
  });

  test.each(['journal', 'human', 'json'] as const)(
    'in the %s format shows no password and no key',
    (format) => {
      const { log, lines } = logTo({ format });
      const nasty = fc.tuple(
        fc.constantFrom(
          (secret: string) => `https://me:${secret}@outlet.example/feed`,
          (secret: string) => `"https://me:/${secret}/${secret}@outlet.example/feed" is not a web address`,
          (secret: string) => `no answer of https://outlet.example/feed?page=2&api_key=${secret}&x=1`,
          (secret: string) => `https://outlet.example/?access_token=${secret}#top`,
          (secret: string) => `http://a.example http://${secret}@b.example/`,
        ),
        fc.stringMatching(/^S[a-z0-9]{12}T$/),
      );
      fc.assert(
        fc.property(nasty, ([write, secret]) => {
          lines.length = 0;
          log.warn('e', { detail: write(secret) });
          expect(lines[0]).not.toContain(secret);
          expect(lines[0]).toContain('example');
        }),
      );
    },
  );

  test('shows an address without secrets as it is', () => {
    const { log, lines } = logTo({});
    log.info('e', { url: 'https://outlet.example/@news/a?key_topic=1&id=a@b' });
    expect(lines).toEqual(['<6>e url="https://outlet.example/@news/a?key_topic=1&id=a@b"\n']);
  });

  test('below the level is not written', () => {
    const { log, lines } = logTo({ level: 'warn' });
    log.debug('a');
    log.info('b');
    log.warn('c');
    expect(lines).toEqual(['<4>c\n']);
  });

  test('leaves out fields without a value, and quotes an empty one', () => {
    const { log, lines } = logTo({});
    log.info('e', { a: undefined, b: '', c: '日銀', d: 'x=y' });
    expect(lines).toEqual(['<6>e b="" c=日銀 d="x=y"\n']);
  });

  test('of a very long value is cut', () => {
    const { log, lines } = logTo({});
    log.info('e', { a: 'x'.repeat(100_000) });
    expect(lines[0]?.length).toBeLessThan(2100);
  });

  test.each(['journal', 'human', 'json'] as const)(
    'in the %s format stays one line without control characters, whatever a field holds',
    (format) => {
      const { log, lines } = logTo({ format });
      const nasty = fc.string({
        unit: fc.oneof(
          fc.constantFrom(
            '\n',
            '\r',
            '\t',
            '\0',
            '\u001b',
            '\u009b',
            '\u2028',
            '\u202e',
            '\ud800',
            '"',
            '\\',
          ),
          fc.string(),
        ),
      });
      fc.assert(
        fc.property(nasty, (value) => {
          lines.length = 0;
          log.info('e', { value });
          expect(lines).toHaveLength(1);
          expect(lines[0]?.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        }),
      );
    },
  );
});

test('a program gets back from JSON what a field held', () => {
  const { log, lines } = logTo({ format: 'json' });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      lines.length = 0;
      log.info('e', { value });
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ value });
    }),
  );
});
