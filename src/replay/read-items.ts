import { defined } from '../domain/defined.ts';
import { publishedAt } from '../domain/item/date/published-at.ts';
import { readDate } from '../domain/item/date/read-date.ts';
import type { Language, Scope } from '../domain/source/source.ts';
import { isRecord } from './read-labels.ts';

export type ItemLine = {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  /** The outlet's name. */
  readonly outlet?: string;
  readonly url?: string;
  readonly language: Language;
  readonly scope: Scope;
  readonly published: Temporal.Instant;
  /** Items with the same time of arrival form one poll. */
  readonly firstSeenAt: Temporal.Instant;
};

export type ItemFile =
  | { readonly kind: 'read'; readonly items: readonly ItemLine[] }
  /** One problem for each wrong line, with the line's number: `3: it is not a JSON object`. */
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

const SCOPES: readonly string[] = ['business', 'japan', 'general'] satisfies Scope[];
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/**
 * Reads an item from each line that is not blank: a JSON object with `id` and `title`. The other fields of `ItemLine`
 * are optional; the date is `publishedAt`. Returns no items if any line is wrong. An item without `firstSeenAt` arrives
 * at its date. Without a date, it arrives a second after the previous item, or after `now` if it is the first item. A
 * date without a zone is in JST; a missing `scope` is `general`.
 */
export const readItems = (text: string, now: Temporal.Instant): ItemFile => {
  const items: ItemLine[] = [];
  const problems: string[] = [];
  const ids = new Set<string>();
  let before = now;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const item = readItem(line, before.add({ seconds: 1 }));
    if (typeof item === 'string') problems.push(`${index + 1}: ${item}`);
    else if (ids.has(item.id))
      problems.push(`${index + 1}: another line has the same id, ${item.id}; give each item its own`);
    else {
      ids.add(item.id);
      items.push(item);
      before = item.firstSeenAt;
    }
  }
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'read', items };
};

const readItem = (line: string, otherwise: Temporal.Instant): ItemLine | string => {
  const fields = parseObject(line);
  if (fields === undefined) return 'it is not a JSON object; write one object a line, with "id" and "title"';
  const { id, title, summary, outlet, url, language, scope = 'general' } = fields;
  if (typeof id !== 'string' || id === '') return '"id" is missing, empty or not a text; write a unique one';
  if (typeof title !== 'string' || title.trim() === '')
    return '"title" is missing, empty or not a text; write one';
  if (!isScope(scope)) return `"scope" is ${JSON.stringify(scope)}; write "business", "japan" or "general"`;
  const stated = readMoment(fields.publishedAt);
  const seen = readMoment(fields.firstSeenAt);
  if (stated === 'no date') return wrongDate('publishedAt', fields.publishedAt);
  if (seen === 'no date') return wrongDate('firstSeenAt', fields.firstSeenAt);
  const firstSeenAt = seen ?? stated ?? otherwise;
  return {
    id,
    title,
    ...defined({ summary: textOf(summary), outlet: textOf(outlet), url: textOf(url) }),
    language: language === 'en' || language === 'ja' ? language : JAPANESE.test(title) ? 'ja' : 'en',
    scope,
    published: publishedAt(stated, { firstSeenAt, firstPoll: false }),
    firstSeenAt,
  };
};

const wrongDate = (name: string, value: unknown): string =>
  `"${name}" is ${JSON.stringify(value)}; write a date such as "2026-11-24T09:00:00+09:00"`;

const parseObject = (line: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const readMoment = (value: unknown): Temporal.Instant | 'no date' | undefined => {
  if (value === undefined || value === null || value === '') return undefined;
  return (typeof value === 'string' ? readDate(value, 'Asia/Tokyo') : undefined) ?? 'no date';
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const isScope = (value: unknown): value is Scope => SCOPES.includes(value as string);
