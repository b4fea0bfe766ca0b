import { eventBit } from '../read/event/event-classes.ts';
import type { Profile } from '../read/profile.ts';
import { containmentOf, cosineOf, overlapOf } from '../read/term/keyed.ts';
import { hasAny } from './bits.ts';
import { matchNumbers, relate } from './compare-facts.ts';
import type { Put } from './put.ts';
import { FLOOR_MS, HOUR_MS } from './times.ts';

/** The numbers, companies, bodies, places and concepts that two articles share, and what that says together. */
export const FACT_FEATURES = [
  'number',
  'numbersShared',
  'numberClash',
  'allNumber',
  'allNumbersShared',
  'company',
  'companiesApart',
  'companyOneSided',
  'allCompany',
  'sameCompanies',
  'noCompany',
  'body',
  'bodiesApart',
  'bodyOneSided',
  'allBody',
  'place',
  'placesApart',
  'placeOneSided',
  'allPlace',
  'allPlacesApart',
  'sounds',
  'allSounds',
  'concepts',
  'allConcepts',
  'allConceptContainment',
  'rarestConcept',
  'terms',
  'termContainment',
  'companyAndResults',
  'companyAndNumber',
  'companyOtherEvents',
  'companyOtherPlace',
  'companySoon',
  'companyRun',
  'companySameEvent',
  'bothFlash',
  'sameOutletFlash',
  'placesUnequal',
  'abroadOneSided',
  'companyAbroadOneSided',
  'numbersApart',
] as const;

const ACCOUNTS = eventBit('results') | eventBit('forecast');

/** Measures the FACT_FEATURES of two articles in their order; `run` is the longest run of characters in common. */
export const measureFacts = (a: Profile, b: Profile, run: number, put: Put): void => {
  const both = a.summarised || b.summarised;
  const apartMs = Math.abs(a.publishedMs - b.publishedMs);
  const number = matchNumbers(a.numbers, b.numbers);
  const allNumber = both ? matchNumbers(a.allNumbers, b.allNumbers) : number;
  put(number.best / 4);
  put(Math.min(number.count, 3) / 3);
  put(number.clash);
  put(allNumber.best / 4);
  put(Math.min(allNumber.count, 4) / 4);

  const company = relate(a.companies, b.companies);
  const allCompany = both ? relate(a.allCompanies, b.allCompanies) : company;
  put(Math.min(company.shared, 2) / 2);
  put(company.disjoint);
  put(company.oneSided);
  put(Math.min(allCompany.shared, 2) / 2);
  put(company.shared > 0 && company.shared === a.companies.length && company.shared === b.companies.length);
  put(a.allCompanies.length === 0 && b.allCompanies.length === 0);

  const body = relate(a.bodies, b.bodies);
  put(Math.min(body.shared, 2) / 2);
  put(body.disjoint);
  put(body.oneSided);
  put(Math.min((both ? relate(a.allBodies, b.allBodies) : body).shared, 3) / 3);
  const place = relate(a.places, b.places);
  const allPlace = both ? relate(a.allPlaces, b.allPlaces) : place;
  put(Math.min(place.shared, 2) / 2);
  put(place.disjoint);
  put(place.oneSided);
  put(Math.min(allPlace.shared, 2) / 2);
  put(allPlace.disjoint);

  const sounds = overlapOf(a.sounds, b.sounds);
  const allSounds = both ? overlapOf(a.allSounds, b.allSounds) : sounds;
  const concepts = overlapOf(a.concepts, b.concepts);
  const allConcepts = both ? overlapOf(a.allConcepts, b.allConcepts) : concepts;
  const terms = overlapOf(a.terms, b.terms);
  put(sounds.heaviest / 10);
  put(allSounds.heaviest / 10);
  put(cosineOf(a.concepts, b.concepts, concepts.mass));
  put(cosineOf(a.allConcepts, b.allConcepts, allConcepts.mass));
  put(containmentOf(a.allConcepts, b.allConcepts, allConcepts.mass));
  put(allConcepts.heaviest / 10);
  put(cosineOf(a.terms, b.terms, terms.mass));
  put(containmentOf(a.terms, b.terms, terms.mass));

  const hasCompany = company.shared > 0;
  put(hasCompany && hasAny(a.events, ACCOUNTS) && hasAny(b.events, ACCOUNTS));
  put(hasCompany && number.best > 1);
  put(hasCompany && a.events !== 0 && b.events !== 0 && (a.events & b.events) === 0);
  put(hasCompany && (place.disjoint || body.disjoint));
  put(hasCompany && apartMs < 12 * HOUR_MS);
  put(hasCompany ? run : 0);
  put(hasCompany && (a.events & b.events) !== 0 && apartMs < 12 * HOUR_MS && !number.clash);
  put(a.flash && b.flash);
  put((a.flash || b.flash) && a.outlet === b.outlet && apartMs <= FLOOR_MS);
  put(
    a.allPlaces.length > 0 &&
      b.allPlaces.length > 0 &&
      (allPlace.shared < a.allPlaces.length || allPlace.shared < b.allPlaces.length),
  );
  const isAbroadOneSided =
    relate(a.countries, b.countries).shared === 0 && a.countries.length + b.countries.length > 0;
  put(isAbroadOneSided);
  put(isAbroadOneSided && hasCompany);
  put(allNumber.clash);
};
