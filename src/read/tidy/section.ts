import { element } from '../canonical-xml.ts';
import { FIELDS, type Field } from './vocabulary/field.ts';

/** What has been read of one item, or of the feed itself: candidates for each field, and how many at each place. */
export type Section = { readonly candidates: Candidate[]; readonly counts: Map<number, number> };

export const startSection = (): Section => ({ candidates: [], counts: new Map() });

/** A canonical element, or a body with its base. */
type Candidate = { readonly field: Field; readonly place: number } & (
  | { readonly xml: string }
  | { readonly html: string; readonly base: string | undefined }
);

/**
 * A section in canonical form. Bodies stand beside it, and their elements hold their numbers: rss-parser would
 * read them character by character, only to hand them back as they were.
 */
export type WrittenSection = { readonly xml: string; readonly bodies: readonly string[] };

/** As many as anybody reads, of one field. */
const MAX_CANDIDATES = 20;

/** Candidates stand by field, and in a field by rank, which is less than this. */
const RANKS = 10;

const ORDER: ReadonlyMap<Field, number> = new Map(FIELDS.map((field, index) => [field, index * RANKS]));

const placeOf = (field: Field, rank: number): number => (ORDER.get(field) ?? 0) + rank;

export const addCandidate = (section: Section, field: Field, rank: number, xml: string): void =>
  add(section, { field, place: placeOf(field, rank), xml });

/** Adds a body: HTML that may hold anything, with the base of its relative links. An empty body is not added. */
export const addBody = (
  section: Section,
  { field, rank }: { readonly field: 'content' | 'summary'; readonly rank: number },
  html: string,
  base?: string,
): void => {
  const trimmed = html.trim();
  if (trimmed !== '') add(section, { field, place: placeOf(field, rank), html: trimmed, base });
};

const add = (section: Section, candidate: Candidate): void => {
  // A cap for each field and rank: a thousand categories cost neither the title nor a better kind of category.
  const count = section.counts.get(candidate.place) ?? 0;
  if (count >= MAX_CANDIDATES) return;
  section.counts.set(candidate.place, count + 1);
  section.candidates.push(candidate);
};

/** The section's canonical elements, the best candidate of each field first; of bodies the best alone. */
export const writeSection = (section: Section): WrittenSection => {
  const sorted = section.candidates.toSorted((a, b) => a.place - b.place);
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
