import { ACCOUNTS } from '../../read/event/event-classes.ts';
import { HOUR_MS } from '../../read/profile.ts';
import { containmentOf, cosineOf } from '../../read/term/keyed.ts';
import { areApart, hasAny } from '../compare-facts.ts';
import { type Comparison, FLOOR_MS, type Measure } from './compare-pair.ts';

/** Features of the numbers, companies, bodies, places and concepts of two articles, and of the label 速報 (`Profile.flash`). */
export const FACT_FEATURES = {
  number: ({ number }) => number.best / 4,
  numbersShared: ({ number }) => Math.min(number.count, 3) / 3,
  numberClash: ({ number }) => number.clash,
  allNumber: ({ allNumber }) => allNumber.best / 4,
  allNumbersShared: ({ allNumber }) => Math.min(allNumber.count, 4) / 4,
  company: ({ company }) => Math.min(company.shared, 2) / 2,
  companiesApart: ({ company }) => company.disjoint,
  companyOneSided: ({ company }) => company.oneSided,
  allCompany: ({ allCompany }) => Math.min(allCompany.shared, 2) / 2,
  sameCompanies: ({ a, b, company: { shared } }) =>
    shared > 0 && shared === a.companies.length && shared === b.companies.length,
  noCompany: ({ a, b }) => a.allCompanies.length === 0 && b.allCompanies.length === 0,
  body: ({ body }) => Math.min(body.shared, 2) / 2,
  bodiesApart: ({ body }) => body.disjoint,
  bodyOneSided: ({ body }) => body.oneSided,
  allBody: ({ allBody }) => Math.min(allBody.shared, 3) / 3,
  place: ({ place }) => Math.min(place.shared, 2) / 2,
  placesApart: ({ place }) => place.disjoint,
  placeOneSided: ({ place }) => place.oneSided,
  allPlace: ({ allPlace }) => Math.min(allPlace.shared, 2) / 2,
  allPlacesApart: ({ allPlace }) => allPlace.disjoint,
  sounds: ({ sounds }) => sounds.heaviest / 10,
  allSounds: ({ allSounds }) => allSounds.heaviest / 10,
  concepts: ({ a, b, concepts }) => cosineOf(a.concepts, b.concepts, concepts.mass),
  allConcepts: ({ a, b, allConcepts }) => cosineOf(a.allConcepts, b.allConcepts, allConcepts.mass),
  allConceptContainment: ({ a, b, allConcepts }) =>
    containmentOf(a.allConcepts, b.allConcepts, allConcepts.mass),
  rarestConcept: ({ allConcepts }) => allConcepts.heaviest / 10,
  terms: ({ a, b, terms }) => cosineOf(a.terms, b.terms, terms.mass),
  termContainment: ({ a, b, terms }) => containmentOf(a.terms, b.terms, terms.mass),
  companyAndResults: ({ a, b, company }) =>
    company.shared > 0 && hasAny(a.events, ACCOUNTS) && hasAny(b.events, ACCOUNTS),
  companyAndNumber: ({ company, number }) => company.shared > 0 && number.best > 1,
  companyOtherEvents: ({ a, b, company }) => company.shared > 0 && areApart(a.events, b.events),
  companyOtherPlace: ({ company, place, body }) => company.shared > 0 && (place.disjoint || body.disjoint),
  companySoon: (pair) => pair.company.shared > 0 && isSoon(pair),
  companyRun: ({ company, run }) => (company.shared > 0 ? run : 0),
  companySameEvent: (pair) =>
    pair.company.shared > 0 && hasAny(pair.a.events, pair.b.events) && isSoon(pair) && !pair.number.clash,
  bothFlash: ({ a, b }) => a.flash && b.flash,
  sameOutletFlash: ({ a, b, apartMs }) =>
    (a.flash || b.flash) && a.outlet === b.outlet && apartMs <= FLOOR_MS,
  placesUnequal: ({ a, b, allPlace: { shared } }) =>
    a.allPlaces.length > 0 &&
    b.allPlaces.length > 0 &&
    (shared < a.allPlaces.length || shared < b.allPlaces.length),
  abroadOneSided: ({ country }) => country.disjoint || country.oneSided,
  companyAbroadOneSided: ({ company, country }) =>
    company.shared > 0 && (country.disjoint || country.oneSided),
  numbersApart: ({ allNumber }) => allNumber.clash,
} satisfies Record<string, Measure>;

const isSoon = ({ apartMs }: Comparison): boolean => apartMs < 12 * HOUR_MS;
