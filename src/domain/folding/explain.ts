import { counted } from '../explanation.ts';
import { eventNames } from './read/event/event-classes.ts';
import type { MarketKey } from './read/event/market-key.ts';
import { HOUR_MS, type Profile } from './read/profile.ts';
import { overlapOf, similarityOf } from './read/term/keyed.ts';
import { matchNumbers } from './score/compare-facts.ts';
import type { Veto } from './score/vetoes.ts';

/** Lists in words the veto, if given, then the facts that two articles share and the facts in which they differ. */
export const explainPair = (a: Profile, b: Profile, veto: Veto | undefined): string => {
  const words = similarityOf(a.allGrams, b.allGrams);
  const isCompanyShared = a.companies.some((company) => b.companies.includes(company));
  const number = matchNumbers(a.allNumbers, b.allNumbers);
  const facts = [
    veto === undefined ? undefined : `a rule keeps them apart (${veto})`,
    a.title === b.title ? 'the same title' : words > 0 ? `word similarity ${words.toFixed(2)}` : undefined,
    a.language === b.language
      ? undefined
      : `similarity of translated words ${similarityOf(a.glosses, b.glosses).toFixed(2)}`,
    both('company', a.allCompanies, b.allCompanies),
    isCompanyShared && a.language === b.language
      ? `similarity of the titles without company names ${similarityOf(a.deedGrams, b.deedGrams).toFixed(2)}`
      : undefined,
    both('institution', a.allBodies, b.allBodies),
    both('place', a.allPlaces, b.allPlaces),
    overlapOf(a.allSounds, b.allSounds).count > 0 ? 'names that sound alike' : undefined,
    both('statistic', a.indicators, b.indicators),
    both('event', eventNames(a.allEvents), eventNames(b.allEvents)),
    number.best > 0
      ? `${counted(number.count, 'number')} in common`
      : number.clash
        ? 'different numbers'
        : undefined,
    market(a, b),
    Math.abs(a.style - b.style) >= OTHER_STYLE ? 'only one title reads like a magazine piece' : undefined,
    a.occasion !== undefined && a.occasion.bank === b.occasion?.bank
      ? `${a.occasion.bank}: ${a.occasion.part} and ${b.occasion.part}`
      : undefined,
    `${(Math.abs(a.publishedMs - b.publishedMs) / HOUR_MS).toFixed(1)} h apart`,
  ];
  return facts.filter((fact) => fact !== undefined).join('; ');
};

/** Minimum difference of style (0 to 1) between a news report and a magazine's piece. */
const OTHER_STYLE = 0.5;

const both = (name: string, a: readonly string[], b: readonly string[]): string | undefined => {
  const shared = a.filter((thing) => b.includes(thing));
  if (shared.length > 0) return `${name} ${shared.join(', ')}`;
  return a.length > 0 && b.length > 0 ? `different ${name} (${a.join(', ')} / ${b.join(', ')})` : undefined;
};

const market = ({ market: x }: Profile, { market: y }: Profile): string | undefined =>
  x === undefined || y === undefined ? undefined : `markets ${name(x)} and ${name(y)}`;

const name = ({ subject, session, yen }: MarketKey): string => {
  const [from, to] = [yen?.from.toFixed(2), yen?.to.toFixed(2)];
  const rate = yen === undefined ? undefined : `at ${from === to ? from : `${from} to ${to}`} yen`;
  const details = [session, rate].filter((detail) => detail !== undefined);
  return details.length === 0 ? subject : `${subject} (${details.join(', ')})`;
};
