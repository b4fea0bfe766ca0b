import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestText } from '../../../src/domain/entry/digest-text.ts';
import type { Entry } from '../../../src/domain/entry/entry.ts';
import { makePage } from '../../../src/domain/entry/page-model.ts';
import { firstSentence } from '../../../src/domain/item/html-to-text.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import { instant, makeOutlet } from '../../make.ts';
import { mustSkip } from '../../support/skip.ts';
import { sampleCopy, sampleEntry } from './sample-entry.ts';

const SEED = join(import.meta.dirname, '../../../../shared/seed/digest-2021-04.txt');

const outletOf = (name: string) => ({ id: name as OutletId, name, isListed: true });

/** The blocks of the page that people made by hand: a lead, its text, then the briefs. */
const readSeed = (seed: string): readonly Entry[] => {
  const [title = '', text = '', ...briefs] = seed.split('\n\n');
  const paragraphs = text.split('\n');
  const lead = sampleEntry('lead', {
    title,
    outlet: outletOf(paragraphs.at(-1)?.replace('- ', '') ?? ''),
    contentHtml: paragraphs
      .slice(0, -1)
      .map((paragraph) => `<p>${paragraph.replaceAll('&', '&amp;')}</p>`)
      .join('\n'),
    published: instant('2021-04-17T23:00:00+09:00'),
    alsoReportedBy: [sampleCopy('Second')],
  });
  return [
    lead,
    ...briefs.map((brief, index) => {
      const [, outlet = '', day = '', summary = ''] = /^(.*) - Apr (\d\d)\n(.*)$/.exec(brief) ?? [];
      return sampleEntry(String(index), {
        title: firstSentence(summary, 80),
        summary,
        outlet: outletOf(outlet),
        published: instant(`2021-04-${day}T22:00:00+09:00`).subtract({ minutes: index }),
      });
    }),
  ];
};

test.skipIf(mustSkip(!existsSync(SEED), `${SEED} is absent`))(
  'the page that people made by hand (../shared/seed) comes out to the letter',
  () => {
    const seed = readFileSync(SEED, 'utf8').trimEnd();
    const weighty = makeOutlet('Second', { priority: 70 });
    const page = makePage(
      readSeed(seed),
      new Map([[weighty.id, weighty]]),
      instant('2021-04-19T00:00:00+09:00'),
    );
    expect(page.days.flatMap(({ entries }) => entries)).toHaveLength(16);
    expect(digestText(page, 'en')).toBe(seed);
  },
);
