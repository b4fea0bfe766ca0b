import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tagArticle } from '../../../src/domain/tag/tag-article.ts';
import { realDictionary } from './real-dictionary.ts';

const LINE = /^(.*?)(?: \[(\d{4}-\d\d-\d\d)\])? → ?(.*)$/;

type Trap = { readonly title: string; readonly day: string | undefined; readonly codes: readonly string[] };

const sections = ['traps.txt', 'short-forms.txt']
  .flatMap((file) =>
    readFileSync(new URL(file, import.meta.url), 'utf8')
      .split(/^## /m)
      .slice(1),
  )
  .map((section) => {
    const [kind = '', ...lines] = section.trim().split('\n');
    const traps = lines.flatMap((line): Trap[] => {
      const [, title, day, codes = ''] = LINE.exec(line) ?? [];
      return title === undefined
        ? []
        : [{ title, day, codes: codes.split(',').filter((code) => code !== '') }];
    });
    return { kind, traps };
  });

const dictionary = realDictionary();

const companiesOf = ({ title, day }: Trap): readonly string[] =>
  tagArticle(
    {
      title,
      ...(day === undefined ? {} : { published: Temporal.Instant.from(`${day}T00:00:00Z`) }),
    },
    dictionary,
  ).flatMap((tag) => (tag.kind === 'company' ? [tag.code] : []));

test('there are at least three hundred traps', () => {
  expect(sections.flatMap(({ traps }) => traps).length).toBeGreaterThanOrEqual(300);
});

describe.each(sections)('$kind', ({ traps }) => {
  test.each(traps)('$title', (trap) => {
    expect([...companiesOf(trap)].sort()).toEqual([...trap.codes].sort());
  });
});
