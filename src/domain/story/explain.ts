import { eventNames } from './read/event-classes.ts';
import { cosineOf, overlapOf } from './read/keyed.ts';
import type { Profile } from './read/profile.ts';
import { matchNumbers } from './score/compare-facts.ts';
import type { Veto } from './score/vetoes.ts';

const HOUR_MS = 3_600_000;

/** Says in words what two articles share and in what they differ, for `why`. */
export const explainPair = (a: Profile, b: Profile, veto: Veto | undefined): string => {
  const cosine = cosineOf(a.allGrams, b.allGrams, overlapOf(a.allGrams, b.allGrams).mass);
  const number = matchNumbers(a.allNumbers, b.allNumbers);
  const facts = [
    veto === undefined ? undefined : `forbidden: ${veto}`,
    a.title === b.title ? 'the same title' : cosine > 0 ? `words ${cosine.toFixed(2)} alike` : undefined,
    both('company', a.allCompanies, b.allCompanies),
    both('body', a.allBodies, b.allBodies),
    both('place', a.allPlaces, b.allPlaces),
    both('figure', a.indicators, b.indicators),
    both('event', eventNames(a.allEvents), eventNames(b.allEvents)),
    number.best > 0 ? `${number.count} number(s) in common` : number.clash ? 'other numbers' : undefined,
    market(a, b),
    a.occasion !== undefined && a.occasion.bank === b.occasion?.bank
      ? `${a.occasion.bank}: ${a.occasion.part} and ${b.occasion.part}`
      : undefined,
    `${(Math.abs(a.publishedMs - b.publishedMs) / HOUR_MS).toFixed(1)} h apart`,
  ];
  return facts.filter((fact) => fact !== undefined).join('; ');
};

const both = (name: string, a: readonly string[], b: readonly string[]): string | undefined => {
  const shared = a.filter((thing) => b.includes(thing));
  if (shared.length > 0) return `${name} ${shared.join(', ')}`;
  return a.length > 0 && b.length > 0 ? `other ${name} (${a.join(', ')} / ${b.join(', ')})` : undefined;
};

const market = ({ market: x }: Profile, { market: y }: Profile): string | undefined =>
  x === undefined || y === undefined ? undefined : `markets ${name(x)} and ${name(y)}`;

const name = (key: { readonly subject: string; readonly session: string | undefined }): string =>
  key.session === undefined ? key.subject : `${key.subject} (${key.session})`;
