import type { RawFeed, UnreadableReason } from '../../domain/item/raw-item.ts';
import { element } from '../canonical-xml.ts';
import { FIELDS, type Field, type Reading } from './vocabulary/field.ts';

/** The values read from an item or from the feed itself, and their number for each field and rank. */
export type Section = { readonly candidates: Candidate[]; readonly counts: Map<number, number> };

export const startSection = (): Section => ({ candidates: [], counts: new Map() });

/** A candidate value for a field: a canonical element, or a body with the base of its relative links. */
type Candidate = { readonly field: Field; readonly order: number } & (
  | { readonly xml: string }
  | { readonly html: string; readonly base: string | undefined }
);

/**
 * A section in canonical form. The element of a body contains only an index in `bodies`, because rss-parser would read
 * the body character by character.
 */
export type WrittenSection = { readonly xml: string; readonly bodies: readonly string[] };

/** Maximum number of candidates for a field and rank, and of written values of a field. */
const MAX_CANDIDATES = 20;

/** Number of ranks within a field. Candidates are ordered by field, then by rank. */
const RANKS = 10;

const ORDER: ReadonlyMap<Field, number> = new Map(FIELDS.map((field, index) => [field, index * RANKS]));

type Place = Pick<Reading, 'field' | 'rank'>;

const placed = ({ field, rank }: Place) => ({ field, order: (ORDER.get(field) ?? 0) + rank });

export const addCandidate = (section: Section, place: Place, xml: string): void =>
  add(section, { ...placed(place), xml });

/** Adds a body: any HTML, with the base of its relative links. An empty body is not added. */
export const addBody = (section: Section, place: Place, html: string, base?: string): void => {
  const trimmed = html.trim();
  if (trimmed !== '') add(section, { ...placed(place), html: trimmed, base });
};

const add = (section: Section, candidate: Candidate): void => {
  // The limit applies to each field and rank, so that a thousand categories displace neither titles nor better
  // categories.
  const count = section.counts.get(candidate.order) ?? 0;
  if (count >= MAX_CANDIDATES) return;
  section.counts.set(candidate.order, count + 1);
  section.candidates.push(candidate);
};

/** Removes the candidates that were added after the first `count`. */
export const removeAfter = (section: Section, count: number): void => {
  for (const { order } of section.candidates.splice(count))
    section.counts.set(order, (section.counts.get(order) ?? 0) - 1);
};

/**
 * Writes the section's canonical elements, best candidate of each field first. Only the best body of a field is kept.
 */
export const writeSection = (section: Section): WrittenSection => {
  const sorted = section.candidates.toSorted((a, b) => a.order - b.order);
  const bodies: string[] = [];
  const elements: string[] = [];
  let [field, written] = ['', 0];
  for (const candidate of sorted) {
    written = candidate.field === field ? written + 1 : 1;
    field = candidate.field;
    if ('xml' in candidate) {
      if (written <= MAX_CANDIDATES) elements.push(candidate.xml);
    } else if (written === 1) {
      elements.push(element(`x:${field}`, String(bodies.length), { b: candidate.base }));
      bodies.push(candidate.html);
    }
  }
  return { xml: elements.join(''), bodies };
};

/** A feed in canonical form (an RSS 2.0 channel and its items), or the reason why it cannot be read. */
export type Tidied =
  | {
      readonly kind: 'tidied';
      readonly format: RawFeed['format'];
      readonly channel: string;
      readonly items: readonly WrittenSection[];
      /** Number of items above `MAX_ITEMS`. */
      readonly cut: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };

/** Maximum number of items read of a document. */
export const MAX_ITEMS = 10_000;
