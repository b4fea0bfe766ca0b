import { describe, expect, test } from 'vitest';
import { openHousehold } from '../daemon/support/household.ts';
import { makeSource } from '../make.ts';
import { rssOf, serveOutlets } from '../support/outlets-server.ts';

const PAGE = 'attack.xml';

/** A document of items that are all alike; dated, the first listed the newest. */
const documentOf = (count: number, now: Temporal.Instant): string =>
  rssOf(
    'Attack',
    Array.from({ length: count }, (_, n) => ({
      title: `架空電機、第${n}工場の建設を決定`,
      link: `https://attack.example/${n}`,
      guid: `${n}`,
      published: now.subtract({ seconds: n }),
    })),
  );

const openAttacked = async (body: (now: Temporal.Instant) => string) => {
  const server = await serveOutlets();
  const source = makeSource('attack', { endpoints: [`${server.url}/${PAGE}`] });
  const household = await openHousehold([source]);
  server.pages.set(PAGE, { body: body(household.now()) });
  return {
    household,
    server,
    source,
    [Symbol.asyncDispose]: async () => {
      await household[Symbol.asyncDispose]();
      await server.close();
    },
  };
};

describe('algorithmic complexity of feeds', () => {
  test('a document of more items than one poll takes is taken in by the next polls, announces what was new at once, and is then left alone', async () => {
    await using attacked = await openAttacked((now) => documentOf(1_010, now));
    const { household, server, source } = attacked;
    const brought: unknown[] = [];
    for (let n = 0; n < 4; n += 1) {
      for (const { outcome, added } of await household.pollDue()) brought.push([added, outcome]);
      household.toNextPoll(source.id);
    }
    expect(brought).toEqual([
      [500, { kind: 'changed', listed: 1_010, truncated: 510 }],
      [500, { kind: 'changed', listed: 1_010, truncated: 10 }],
      [10, { kind: 'changed', listed: 1_010 }],
      [0, { kind: 'unchanged' }],
    ]);
    expect(server.requests.map(({ status }) => status)).toEqual([200, 200, 200, 304]);
    const stories = await household.stories();
    expect(stories.flatMap(({ articles }) => articles)).toHaveLength(1_010);
    const announced = stories.filter(({ announcedAt }) => announcedAt !== undefined);
    expect(new Set(announced.map(({ announcedAt }) => announcedAt?.toString())).size).toBe(1);
  });

  test('what waited in a document says nothing of the rhythm of its source', async () => {
    await using attacked = await openAttacked((now) => documentOf(510, now));
    const { household, source } = attacked;
    await household.pollDue();
    const before = household.state(source.id);
    household.toNextPoll(source.id);
    await household.pollDue();
    const after = household.state(source.id);
    expect(after?.counts.requests).toBe(2);
    expect(after?.counts.items).toBe(before?.counts.items);
    expect(after?.arrivals).toEqual(before?.arrivals);
  });

  test('a source whose document was being taken in when the process died rests, longer each time, and its health says why', async () => {
    await using attacked = await openAttacked((now) => documentOf(3, now));
    const { household, server, source } = attacked;
    await household.dieDuring(source.id);
    expect(await household.pollDue()).toEqual([]);
    expect(server.requests).toEqual([]);
    expect(household.state(source.id)?.health?.why).toContain(
      'the process ended while it took in the document',
    );
    const restMs = () =>
      household.state(source.id)?.nextPollAt?.since(household.now()).total('milliseconds') ?? 0;
    const first = restMs();
    expect(first).toBeGreaterThanOrEqual(5 * 60_000);

    for (let death = 2; death <= 4; death += 1) {
      household.toNextPoll(source.id);
      await household.dieDuring(source.id);
      await household.pollDue();
    }
    expect(restMs()).toBeGreaterThan(2 * first);

    household.toNextPoll(source.id);
    expect(await household.pollDue()).toMatchObject([{ outcome: { kind: 'changed' }, added: 3 }]);
    expect(household.state(source.id)?.health?.why).not.toContain('the service ended');
    household.toNextPoll(source.id);
    expect(await household.pollDue()).toMatchObject([{ outcome: { kind: 'unchanged' } }]);
  });

  test('an outlet that floods announces its newest sixty entries an hour, over restarts too, and its health says so', async () => {
    await using attacked = await openAttacked(() => rssOf('Attack', []));
    const { household, server, source } = attacked;
    const announced = async () =>
      (await household.stories()).filter(({ announcedAt }) => announcedAt !== undefined).length;
    await household.pollDue();
    household.toNextPoll(source.id);
    server.pages.set(PAGE, { body: documentOf(200, household.now()) });
    const [report] = await household.pollDue();
    expect(await announced()).toBe(60);
    const stories = await household.stories();
    expect(report?.flooded).toBe(stories.length - 60);
    expect(stories.flatMap(({ articles }) => articles)).toHaveLength(200);
    expect(household.state(source.id)?.health).toMatchObject({ kind: 'flooding' });
    expect(household.health.map(({ to }) => to.kind)).toContain('flooding');

    household.toNextPoll(source.id);
    const more = documentOf(200, household.now())
      .replaceAll('attack.example/', 'attack.example/more-')
      .replaceAll('<guid isPermaLink="false">', '<guid isPermaLink="false">more-')
      .replaceAll('架空電機', '別の電機');
    server.pages.set(PAGE, { body: more });
    await household.pollDue();
    expect(await announced()).toBe(60);
  });
});
