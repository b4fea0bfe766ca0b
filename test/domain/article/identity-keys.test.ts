import { describe, expect, test } from 'vitest';
import { textKey } from '../../../src/domain/article/identity-keys.ts';
import { instant, makeCandidate } from '../../make.ts';

const digest = (text: string): string => `digest of ${text}`;
const said = (rest: Parameters<typeof makeCandidate>[1]) => textKey(makeCandidate('a', rest), digest);

const ODD = { statedAt: instant('2026-11-24T03:00:17Z') };
const EVEN = { statedAt: instant('2026-11-24T03:00:00Z') };

describe('what an item says and when names it', () => {
  test('where its outlet dates it to an odd second', () => {
    expect(said({ ...ODD, title: '架空電機、増益' })).toBe(
      'text:kaku:digest of 2026-11-24T03:00:17Z 架空電機、増益 ',
    );
  });

  test('alike with a plain space and an ideographic one between clauses', () => {
    expect(said({ ...ODD, title: '増益　円安で' })).toBe(said({ ...ODD, title: '増益 円安で' }));
  });

  test('where a text of some length stands below its title', () => {
    const summary = '架空電機は新工場を稼働した。'.repeat(5);
    expect(said({ ...EVEN, summary })).toContain(summary);
    expect(said({ ...EVEN, summary: '文'.repeat(60) })).toBeDefined();
    expect(said({ ...EVEN, summary: '文'.repeat(59) })).toBeUndefined();
  });

  test('but not in a list of notices that share a title and a round time, nor without a date', () => {
    expect(said({ ...EVEN, title: '決算短信', summary: 'PDF' })).toBeUndefined();
    expect(said({ title: '架空電機、増益' })).toBeUndefined();
  });
});
