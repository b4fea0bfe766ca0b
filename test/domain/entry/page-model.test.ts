import { expect, test } from 'vitest';
import { chooseLeadStory, makePage } from '../../../src/domain/entry/page-model.ts';
import { instant, makeOutlet } from '../../make.ts';
import { sampleCopy, sampleEntry } from './sample-entry.ts';

const OUTLETS = new Map(
  [
    makeOutlet('kaku', { priority: 60 }),
    makeOutlet('heavy', { priority: 90 }),
    makeOutlet('light', { priority: 59 }),
  ].map((outlet) => [outlet.id, outlet]),
);
const UNTIL = instant('2026-11-24T15:00:00Z');
const at = (id: string, time: string, copies: readonly string[] = []) =>
  sampleEntry(id, { published: instant(time), alsoReportedBy: copies.map((outlet) => sampleCopy(outlet)) });

test('the story with the most outlets of weight leads, not the one with the most outlets', () => {
  const weighty = at('a', '2026-11-24T01:00:00Z', ['heavy']);
  const noisy = at('b', '2026-11-24T02:00:00Z', ['light', 'other', 'kaku']);
  expect(chooseLeadStory([noisy, weighty], OUTLETS, UNTIL)).toBe(weighty);
});

test('among equals the newest story leads, then the one with the smaller id', () => {
  const newer = at('b', '2026-11-24T02:00:00Z');
  expect(chooseLeadStory([at('a', '2026-11-24T01:00:00Z'), newer], OUTLETS, UNTIL)).toBe(newer);
  const smaller = at('a', '2026-11-24T02:00:00Z');
  expect(chooseLeadStory([newer, smaller], OUTLETS, UNTIL)).toBe(smaller);
});

test('a story older than the last day of the range does not lead, however many report it', () => {
  const old = at('a', '2026-11-23T14:59:59Z', ['heavy']);
  const recent = at('b', '2026-11-23T15:00:00Z');
  expect(chooseLeadStory([old, recent], OUTLETS, UNTIL)).toBe(recent);
});

test('where the range ends in quiet, the last day with news is looked at', () => {
  const lead = at('a', '2026-11-20T01:00:00Z', ['heavy']);
  expect(chooseLeadStory([at('b', '2026-11-20T02:00:00Z'), lead], OUTLETS, UNTIL)).toBe(lead);
});

test('days are days in Japan, newest first, and the lead stands in none', () => {
  const entries = [
    at('a', '2026-11-24T14:00:00Z', ['heavy']),
    at('b', '2026-11-23T15:00:00Z'),
    at('c', '2026-11-23T14:59:00Z'),
    at('d', '2026-11-24T01:00:00Z'),
  ];
  const page = makePage(entries, OUTLETS, UNTIL);
  expect(page.lead?.story).toBe('a');
  expect(page.days.map(({ date, entries: all }) => [date.toString(), all.map(({ story }) => story)])).toEqual(
    [
      ['2026-11-24', ['d', 'b']],
      ['2026-11-23', ['c']],
    ],
  );
});

test('without entries there is neither a lead nor a day', () => {
  expect(makePage([], OUTLETS, UNTIL)).toEqual({ days: [] });
});
