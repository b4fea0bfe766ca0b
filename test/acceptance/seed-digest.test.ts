import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install, kawaraban, ROOT } from '../support/product.ts';
import { mustSkip } from '../support/skip.ts';

const SEED = path.resolve(ROOT, '../shared/seed/digest-2021-04.txt');
const isThere = !mustSkip(
  !existsSync(SEED),
  `${SEED} is absent; the hand-made page is not part of the project`,
);

type Brief = { readonly outlet: string; readonly day: number; readonly text: string };

/** The page by hand: a lead (title, text, `- OUTLET`), then the others (`OUTLET - Apr 15`, text). */
const readSeed = (page: string) => {
  const blocks = page.trim().split('\n\n');
  const [title = '', lead = ''] = blocks;
  const lines = lead.split('\n');
  const briefs = blocks.slice(2).map((block): Brief => {
    const [head = '', ...text] = block.split('\n');
    const [, outlet = '', day = ''] = /^(.*) - Apr (\d\d)$/.exec(head) ?? [];
    return { outlet, day: Number(day), text: text.join('\n') };
  });
  const outlet = (lines.at(-1) ?? '').replace(/^- /, '');
  return { lead: { title, outlet, paragraphs: lines.slice(0, -1) }, briefs };
};

describe.skipIf(!isThere)('the page that people made by hand', () => {
  const page = isThere ? readFileSync(SEED, 'utf8') : '';
  let outlets: OutletsServer;
  let at: Installation;

  beforeAll(async () => {
    const { lead, briefs } = readSeed(page);
    expect(briefs).toHaveLength(16);
    const slug = (outlet: string) => outlet.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const items = new Map<string, Parameters<typeof rssOf>[1][number][]>();
    const add = (outlet: string, item: Parameters<typeof rssOf>[1][number]) =>
      items.set(outlet, [...(items.get(outlet) ?? []), item]);

    const leadLink = 'https://asia.example/line-data';
    const body = lead.paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
    const leadAt = Temporal.Instant.from('2021-04-18T09:00:00+09:00');
    add(lead.outlet, { title: lead.title, link: leadLink, published: leadAt, description: body });
    add('Second Reader', { title: lead.title, link: leadLink, published: leadAt.add({ hours: 1 }) });
    briefs.forEach(({ outlet, day, text }, index) => {
      // Within one day, what stands higher on the page came later.
      const date = `2021-04-${String(day).padStart(2, '0')}T12:00:00+09:00`;
      const published = Temporal.Instant.from(date).subtract({ minutes: index });
      const title = text.split(/(?<=[a-z]{3})[,.] /)[0] ?? text;
      add(outlet, {
        title,
        link: `https://${slug(outlet)}.example/${index}`,
        published,
        description: `<p>${text}</p>`,
      });
    });

    outlets = await serveOutlets(
      [...items].map(([outlet, list]) => [slug(outlet), { body: rssOf(outlet, list) }]),
    );
    at = await install(
      [...items.keys()].map((outlet) => ({
        id: slug(outlet),
        outlet,
        language: 'en' as const,
        url: `${outlets.url}/${slug(outlet)}`,
        rest: `    republish: full\n    priority: ${outlet === lead.outlet ? 80 : 50}\n`,
      })),
      'retention: 9999d\n',
      'shipped',
    );
    const { status, out } = await kawaraban(at, 'poll');
    expect(out).toContain('18 new articles (1 folded)');
    expect(status).toBe(0);
  });
  afterAll(async () => {
    await outlets?.close();
    await at?.remove();
  });

  test('comes out of Kawaraban in exactly its form', async () => {
    const { out, status } = await kawaraban(
      at,
      'digest',
      '--format',
      'text',
      '--date',
      '2021-04-18',
      '--days',
      '30',
    );
    expect(status).toBe(0);
    expect(out.trim()).toBe(page.trim());
  });
});
