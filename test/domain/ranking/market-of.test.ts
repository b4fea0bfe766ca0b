import { expect, test } from 'vitest';
import { closeOf, sessionOf } from '../../../src/domain/ranking/market-of.ts';
import { makeArticle } from '../../make.ts';

const sessionAt = (title: string, published: string) => {
  const session = sessionOf({
    articles: [makeArticle('a', { title })],
    published: Temporal.Instant.from(`2026-${published}:00+09:00`),
  });
  return (
    session && {
      ...session,
      at: session.at.toZonedDateTimeISO('Asia/Tokyo').toPlainDateTime().toString().slice(5, 16),
    }
  );
};

test.each([
  ['東証寄り付き 反発', '11-24T09:10', { at: '11-24T09:00', isClose: false, isLast: false }],
  ['東証前引け 続落', '11-24T11:40', { at: '11-24T11:30', isClose: true, isLast: false }],
  ['東証後場寄り 続落', '11-24T12:40', { at: '11-24T12:30', isClose: false, isLast: false }],
  ['東証大引け 続落', '11-24T15:40', { at: '11-24T15:30', isClose: true, isLast: true }],
  ['NYダウ、続落で始まる', '11-25T00:10', { at: '11-24T23:30', isClose: false, isLast: false }],
  ['NYダウ、続落', '11-24T07:00', { at: '11-24T06:00', isClose: true, isLast: true }],
  ['NYダウ、続落で始まる', '08-24T23:00', { at: '08-24T22:30', isClose: false, isLast: false }],
  ['NYダウ、続落', '08-24T07:00', { at: '08-24T05:00', isClose: true, isLast: true }],
  ['ロンドン外為 円、下落', '11-27T01:30', { at: '11-27T01:30', isClose: true, isLast: true }],
  ['上海株、反落で始まる', '11-26T10:30', { at: '11-26T10:30', isClose: false, isLast: false }],
  ['東証REIT大引け 続落', '11-24T16:10', { at: '11-24T15:30', isClose: true, isLast: true }],
])('%s, dated %s, reports a session of that time', (title, published, session) => {
  expect(sessionAt(title, published)).toEqual(session);
});

test('a report may be dated half an hour before its session; one before that is of the day before', () => {
  expect(sessionAt('東証大引け 続落', '11-24T15:00')?.at).toBe('11-24T15:30');
  expect(sessionAt('東証大引け 続落', '11-24T14:59')?.at).toBe('11-23T15:30');
});

test('a report from within a session, and one of no market, reports no beginning or end', () => {
  expect(sessionAt('日経平均、一時500円安', '11-24T10:00')).toBeUndefined();
  expect(sessionAt('東証14時 日経平均は伸び悩み', '11-24T14:10')).toBeUndefined();
  expect(sessionAt('架空電機が新工場', '11-24T10:00')).toBeUndefined();
});

test.each([
  ['東証大引け 続落', '11-24T15:40', '2026-11-24T06:30:00Z'],
  ['東証、328円高 買い戻し', '11-24T19:20', '2026-11-24T06:30:00Z'],
  ['東証、328円高 買い戻し', '11-24T22:00', undefined],
  ['東証、328円高 買い戻し', '11-24T12:00', undefined],
  ['東証、328円高 買い戻し', '11-24T15:29', undefined],
  ['東証、328円高 24時間で持ち直す', '11-24T15:30', '2026-11-24T06:30:00Z'],
  ['東証、一時328円高', '11-24T19:20', undefined],
  ['東証寄り付き 反発', '11-24T16:10', undefined],
  ['架空電機が新工場', '11-24T16:10', undefined],
])('%s, dated %s, reports the close of %s', (title, published, close) => {
  const story = {
    articles: [makeArticle('a', { title })] as const,
    published: Temporal.Instant.from(`2026-${published}:00+09:00`),
  };
  expect(closeOf(story)?.toString()).toBe(close);
});
