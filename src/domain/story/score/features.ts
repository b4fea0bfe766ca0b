import { eventBit } from '../read/event-classes.ts';
import { containmentOf, cosineOf, overlapOf } from '../read/keyed.ts';
import { mannerBit } from '../read/manner.ts';
import type { Profile } from '../read/profile.ts';
import { stageBit } from '../read/stages.ts';
import { bitJaccard, countBits, matchNumbers, relate } from './compare-facts.ts';
import { compareMarkets } from './compare-markets.ts';
import { commonPrefix, isAbbreviation, longestCommonRun } from './compare-texts.ts';

/** What is measured of two articles, by name; each is a number between about 0 and 1, or a count. */
export const FEATURES = [
  'cosine',
  'containment',
  'rarest',
  'sharedGrams',
  'commonRun',
  'commonPrefix',
  'equalTitle',
  'lengthRatio',
  'allCosine',
  'allContainment',
  'titleInOther',
  'wordsShared',
  'wordsApart',
  'headOverlap',
  'headAbbreviated',
  'headInOther',
  'headsApart',
  'sameHead',
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
  'indicator',
  'indicatorsApart',
  'indicatorOneSided',
  'period',
  'periodsApart',
  'allPeriodsApart',
  'events',
  'eventsShared',
  'eventsApart',
  'allEvents',
  'bothResults',
  'bothAccounts',
  'oneStopOneResume',
  'stages',
  'oneDenial',
  'oneEnd',
  'oneConference',
  'oneReaction',
  'oneExtended',
  'oneTalks',
  'directionSame',
  'directionClash',
  'oneRoundUp',
  'bothRoundUp',
  'oneStock',
  'bothStock',
  'oneAnalysis',
  'bothAnalysis',
  'bothQuote',
  'oneQuote',
  'onePreview',
  'oneSeveral',
  'oneSharePrice',
  'oneComment',
  'bothAccountsTitles',
  'oneAccountsTitle',
  'companyAndResults',
  'companyAndNumber',
  'companyOtherEvents',
  'companyOtherPlace',
  'companySoon',
  'companyRun',
  'placesUnequal',
  'abroadOneSided',
  'companyAbroadOneSided',
  'numbersApart',
  'sameMarket',
  'marketClash',
  'marketOneSided',
  'marketNear',
  'sameOccasion',
  'occasionClash',
  'occasionOneSided',
  'days',
  'overTenHours',
  'overTwentyHours',
  'samePoll',
  'sameOutlet',
  'samePublisher',
  'summaries',
  'sameColumn',
  'columnsApart',
] as const;

const HOUR_MS = 3_600_000;
const FLOOR_MS = 4 * HOUR_MS;
const LONGEST_RUN = 16;
const PREFIX_OF_NOTE = 12;

const RESULTS = eventBit('results');
const ACCOUNTS = RESULTS | eventBit('forecast');
const [STOP, RESUME] = [eventBit('stop'), eventBit('resume')];
const [ROUND_UP, STOCK, ANALYSIS, QUOTE, PREVIEW, SEVERAL, SHARE_PRICE, COMMENT, ACCOUNT_TITLE] = (
  [
    'round-up',
    'stock',
    'analysis',
    'quote',
    'preview',
    'several',
    'share-price',
    'comment',
    'accounts',
  ] as const
).map(mannerBit);
const [DENIAL, END, CONFERENCE, REACTION, EXTEND, TALKS] = (
  ['denial', 'end', 'conference', 'reaction', 'extend', 'talks'] as const
).map(stageBit);

/** Measures two articles; the order of the two makes no difference. Fills and returns `into`, in the order of FEATURES. */
export const measurePair = (a: Profile, b: Profile, into: Float64Array): Float64Array => {
  let at = 0;
  const put = (value: number | boolean): void => {
    into[at] = Number(value);
    at += 1;
  };
  const grams = overlapOf(a.grams, b.grams);
  const both = a.summarised || b.summarised;
  const allGrams = both ? overlapOf(a.allGrams, b.allGrams) : grams;
  const words = overlapOf(a.words, b.words);
  const heads = overlapOf(a.headGrams, b.headGrams);
  const sameLanguage = a.language === b.language;
  const run = sameLanguage ? longestCommonRun(a.plain, b.plain, LONGEST_RUN) / LONGEST_RUN : 0;
  const cosine = cosineOf(a.grams, b.grams, grams.mass);

  put(cosine);
  put(containmentOf(a.grams, b.grams, grams.mass));
  put(grams.heaviest / 10);
  put(Math.min(grams.count, 20) / 20);
  put(run);
  put(Math.min(commonPrefix(a.plain, b.plain), PREFIX_OF_NOTE) / PREFIX_OF_NOTE);
  put(a.title === b.title);
  put(Math.min(a.title.length, b.title.length) / Math.max(a.title.length, b.title.length, 1));
  put(cosineOf(a.allGrams, b.allGrams, allGrams.mass));
  put(containmentOf(a.allGrams, b.allGrams, allGrams.mass));
  put(both ? Math.max(containedIn(a, b), containedIn(b, a)) : containmentOf(a.grams, b.grams, grams.mass));
  put(words.heaviest / 10);
  put(words.count === 0 && a.words.mass > 0 && b.words.mass > 0);

  put(containmentOf(a.headGrams, b.headGrams, heads.mass));
  put(isAbbreviation(a.head, b.head) || isAbbreviation(b.head, a.head));
  put(sameLanguage && (stands(a.head, b.title) || stands(b.head, a.title)));
  put(sameLanguage && heads.count === 0);
  put(a.head === b.head);

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

  const indicator = relate(a.indicators, b.indicators);
  put(indicator.shared > 0);
  put(indicator.disjoint);
  put(indicator.oneSided);
  const period = relate(a.periods, b.periods);
  put(period.shared > 0);
  put(period.disjoint);
  put(relate(a.allPeriods, b.allPeriods).disjoint);

  const eventsApart = a.events !== 0 && b.events !== 0 && (a.events & b.events) === 0;
  put(bitJaccard(a.events, b.events));
  put(Math.min(countBits(a.events & b.events), 3) / 3);
  put(eventsApart);
  put(bitJaccard(a.allEvents, b.allEvents));
  const bothResults = has(a.events & b.events, RESULTS);
  const bothAccounts = has(a.events, ACCOUNTS) && has(b.events, ACCOUNTS);
  put(bothResults);
  put(bothAccounts);
  put((has(a.events, STOP) && has(b.events, RESUME)) || (has(b.events, STOP) && has(a.events, RESUME)));

  put(bitJaccard(a.stages, b.stages));
  for (const stage of [DENIAL, END, CONFERENCE, REACTION, EXTEND, TALKS])
    put(onOneSide(a.stages, b.stages, stage ?? 0));

  put(a.direction !== 0 && a.direction === b.direction);
  put(a.direction * b.direction === -1);
  put(onOneSide(a.manner, b.manner, ROUND_UP ?? 0));
  put(has(a.manner & b.manner, ROUND_UP ?? 0));
  put(onOneSide(a.manner, b.manner, STOCK ?? 0));
  put(has(a.manner & b.manner, STOCK ?? 0));
  put(onOneSide(a.manner, b.manner, ANALYSIS ?? 0));
  put(has(a.manner & b.manner, ANALYSIS ?? 0));
  put(has(a.manner & b.manner, QUOTE ?? 0));
  put(onOneSide(a.manner, b.manner, QUOTE ?? 0));
  put(onOneSide(a.manner, b.manner, PREVIEW ?? 0));
  put(onOneSide(a.manner, b.manner, SEVERAL ?? 0));
  put(onOneSide(a.manner, b.manner, SHARE_PRICE ?? 0));
  put(onOneSide(a.manner, b.manner, COMMENT ?? 0));
  put(has(a.manner & b.manner, ACCOUNT_TITLE ?? 0));
  put(onOneSide(a.manner, b.manner, ACCOUNT_TITLE ?? 0));

  const apartMs = Math.abs(a.publishedMs - b.publishedMs);
  const hasCompany = company.shared > 0;
  put(hasCompany && bothAccounts);
  put(hasCompany && number.best > 1);
  put(hasCompany && eventsApart);
  put(hasCompany && (place.disjoint || body.disjoint));
  put(hasCompany && apartMs < 12 * HOUR_MS);
  put(hasCompany ? run : 0);
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

  const market = compareMarkets(a, b);
  put(market === 'same');
  put(market === 'clash');
  put(market === 'one-sided');
  put(market === 'near');
  const sameBank = a.occasion !== undefined && a.occasion.bank === b.occasion?.bank;
  put(sameBank && a.occasion?.part === b.occasion?.part);
  put(
    a.occasion !== undefined &&
      b.occasion !== undefined &&
      !(sameBank && a.occasion.part === b.occasion.part),
  );
  put((a.occasion === undefined) !== (b.occasion === undefined));

  put(Math.min(Math.max(apartMs, FLOOR_MS) / (24 * HOUR_MS), 3));
  put(apartMs > 10 * HOUR_MS);
  put(apartMs > 20 * HOUR_MS);
  put(apartMs <= FLOOR_MS);
  put(a.outlet === b.outlet);
  put(a.publisher === b.publisher && a.outlet !== b.outlet);
  put((Number(a.summarised) + Number(b.summarised)) / 2);
  put(a.column !== undefined && a.column === b.column);
  put(a.column !== undefined && b.column !== undefined && a.column !== b.column);
  return into;
};

const has = (bits: number, mask: number): boolean => (bits & mask) !== 0;

const onOneSide = (a: number, b: number, bit: number): boolean => ((a ^ b) & bit) !== 0;

const containedIn = (a: Profile, b: Profile): number =>
  a.grams.mass === 0 ? 0 : overlapOf(a.grams, b.allGrams).mass / a.grams.mass;

const stands = (head: string, title: string): boolean => head.length >= 2 && title.includes(head);
