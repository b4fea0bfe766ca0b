import { afterEach, expect, test } from 'vitest';
import type { PollReport } from '../../src/domain/source/poll/poll-report.ts';
import { rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install, kawaraban, startDaemon } from '../support/product.ts';

const SOURCES = 24;
const ITEMS = 20;

let at: Installation | undefined;
afterEach(() => at?.remove());

const DIGITS = '零一二三四五六七八九';
const inWords = (number: number): string =>
  String(number).replace(/\d/g, (digit) => DIGITS.charAt(Number(digit)));

test('after kill -9 in the midst of polls all that was acknowledged is there, and nothing twice', async () => {
  const published = Temporal.Now.instant().subtract({ hours: 1 });
  const outlets = await serveOutlets(
    Array.from({ length: SOURCES }, (_, source) => [
      `feed-${source}`,
      {
        body: rssOf(
          `Outlet ${source}`,
          Array.from({ length: ITEMS }, (_, item) => ({
            title: `第${inWords(source * ITEMS + item)}号の知らせ、架空市場で公表`,
            link: `https://outlet-${source}.example/articles/${1000 + item}`,
            guid: `${source}-${item}`,
            published: published.subtract({ minutes: source + item }),
          })),
        ),
      },
    ]),
  );
  at = await install(
    Array.from({ length: SOURCES }, (_, source) => ({
      id: `s-${source}`,
      url: `${outlets.url}/feed-${source}`,
    })),
    'relevance:\n  threshold: 0.4\n',
  );

  const first = await startDaemon(at);
  await first.event(({ event, source }) => event === 'source.polled' && source === 's-3');
  const acknowledged = first.events.filter(({ event }) => event === 'source.polled');
  await first.kill('SIGKILL');

  const { out, status } = await kawaraban(at, 'poll', '--all', '--json');
  expect(status).toBe(0);
  const reports: PollReport[] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const { source } of acknowledged) {
    const again = reports.find((report) => report.source === source);
    expect(again).toMatchObject({ added: 0, outcome: { kind: 'unchanged' } });
  }

  const { out: digest } = await kawaraban(at, 'digest', '--days', '2');
  const titles = digest.match(/第[零一二三四五六七八九]+号の知らせ/g) ?? [];
  expect(new Set(titles).size).toBe(titles.length);
  const added = [
    ...acknowledged.map((event) => Number(event.added)),
    ...reports.map((report) => report.added),
  ];
  // Between the last acknowledgement and the kill a batch may have become durable that nobody was told of.
  expect(added.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(SOURCES * ITEMS);
  expect(reports).toHaveLength(SOURCES);
  await outlets.close();
});
