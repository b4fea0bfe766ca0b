import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PollReport } from '../../src/domain/source/poll/poll-report.ts';
import { type OutletsServer, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install, kawaraban, ROOT } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';
import { mustSkip } from '../support/skip.ts';

const REAL = path.resolve(ROOT, '../shared/feeds/real');

type Document = {
  readonly file: string;
  readonly id: string;
  readonly items: number;
  readonly wellFormed: boolean;
};

/** What the index says of each captured document. */
const documents = (): readonly Document[] =>
  readFileSync(path.join(REAL, 'INDEX.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .flatMap(([, file = '', , , , , , items = '', , , , wellFormed = '']) =>
      existsSync(path.join(REAL, file)) && file !== ''
        ? [
            {
              file,
              id: file.toLowerCase().replace(/[._]/g, '-'),
              items: Number(items),
              wellFormed: /^(yes|n\/a)/.test(wellFormed),
            },
          ]
        : [],
    );

const isThere = !mustSkip(
  !existsSync(REAL),
  `${REAL} is absent; the captured documents are not part of the project`,
);

describe.skipIf(!isThere)('documents captured from the world, polled by the real command', () => {
  const listed = isThere ? documents() : [];
  let outlets: OutletsServer;
  let at: Installation;
  let reports: readonly PollReport[];
  let requestsOfFirstPoll: number;

  beforeAll(async () => {
    outlets = await serveOutlets(
      readdirSync(REAL).map((file) => [file, { body: readFileSync(path.join(REAL, file)) }] as const),
    );
    const sources = listed.map(({ id, file }) => ({ id, url: `${outlets.url}/${file}`, outlet: file }));
    at = await install(sources, '', 'shipped');
    const { out, err, status } = await kawaraban(at, 'poll', '--json');
    expect(err).toBe('');
    expect([0, 1]).toContain(status);
    reports = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    requestsOfFirstPoll = outlets.requests.length;
  });
  afterAll(async () => {
    await outlets?.close();
    await at?.remove();
  });

  const reportOf = (id: string): PollReport => {
    const report = reports.find(({ source }) => source === id);
    if (report === undefined) throw new Error(`no report of ${id}`);
    return report;
  };

  test.each(listed.filter(({ wellFormed }) => wellFormed))(
    '$file yields its $items items',
    ({ id, items }) => {
      const { outcome, rejections } = reportOf(id);
      expect(outcome).toMatchObject({ kind: 'changed', listed: items });
      expect(rejections).toEqual([]);
    },
  );

  test.each(listed.filter(({ wellFormed }) => !wellFormed))(
    '$file, which is broken, yields what a person could still read',
    ({ id, items }) => {
      expect(reportOf(id).outcome).toMatchObject({ kind: 'changed', listed: items });
    },
  );

  test('Japanese titles are right in EUC-JP, in numeric references and in UTF-8', async () => {
    const { out } = await kawarabanHere(at, 'digest', '--date', '2026-12-31', '--days', '9000');
    for (const file of ['tdiary-rdf-eucjp.rdf', 'mm-mylist-rdf-eucjp-2006-BROKEN.xml']) {
      const text = new TextDecoder('euc-jp').decode(readFileSync(path.join(REAL, file)));
      expect(out).toContain(firstItemTitle(text));
    }
    const utf8 = readFileSync(path.join(REAL, 'asahi-sample.rdf'), 'utf8');
    expect(out).toContain(firstItemTitle(utf8));
    const references = readFileSync(path.join(REAL, '2ch-top10news-rdf-shiftjis-2006.xml'), 'latin1');
    expect(out).toContain(firstItemTitle(references));
    expect(out).not.toContain('\ufffd');
  });

  test('a second poll sends conditional requests only and stores nothing new', async () => {
    const { out } = await kawarabanHere(at, 'poll', '--all', '--json');
    const again: PollReport[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(again).toHaveLength(listed.length);
    expect(again.map(({ outcome }) => outcome.kind)).toEqual(listed.map(() => 'unchanged'));
    const second = outlets.requests.slice(requestsOfFirstPoll);
    expect(second).toHaveLength(listed.length);
    expect(second.filter(({ headers }) => headers['if-none-match'] === undefined)).toEqual([]);
    expect(second.map(({ status }) => status)).toEqual(listed.map(() => 304));
  });
});

/** The title of the first item, its character references read. */
const firstItemTitle = (xml: string): string => {
  const title =
    /<item[\s>][\s\S]*?<title>\s*(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?\s*<\/title>/.exec(xml)?.[1] ?? '';
  return title
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, '&')
    .replace(/[^\S\u3000]+/g, ' ');
};
