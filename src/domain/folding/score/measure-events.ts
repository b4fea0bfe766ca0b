import { eventBit } from '../read/event/event-classes.ts';
import { stageBit } from '../read/event/stages.ts';
import type { Profile } from '../read/profile.ts';
import { mannerBit } from '../read/title/manner.ts';
import { hasAny, isOnOneSide } from './bits.ts';
import { bitJaccard, countBits, relate } from './compare-facts.ts';
import type { Put } from './put.ts';

/** What sort of thing two articles tell, how far it has come, and in what manner they tell it. */
export const EVENT_FEATURES = [
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
  'sameSpeaker',
] as const;

const RESULTS = eventBit('results');
const ACCOUNTS = RESULTS | eventBit('forecast');
const CONFERENCE = stageBit('conference');
const STOP = eventBit('stop');
const RESUME = eventBit('resume');
const ONE_STAGE = (['denial', 'end', 'conference', 'reaction', 'extend', 'talks'] as const).map(stageBit);
const ROUND_UP = mannerBit('round-up');
const STOCK = mannerBit('stock');
const ANALYSIS = mannerBit('analysis');
const QUOTE = mannerBit('quote');
const PREVIEW = mannerBit('preview');
const SEVERAL = mannerBit('several');
const SHARE_PRICE = mannerBit('share-price');
const COMMENT = mannerBit('comment');
const ACCOUNT_TITLE = mannerBit('accounts');

/** Measures the EVENT_FEATURES of two articles in their order. */
export const measureEvents = (a: Profile, b: Profile, put: Put): void => {
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
  const bothResults = hasAny(a.events & b.events, RESULTS);
  const bothAccounts = hasAny(a.events, ACCOUNTS) && hasAny(b.events, ACCOUNTS);
  put(bothResults);
  put(bothAccounts);
  put(
    (hasAny(a.events, STOP) && hasAny(b.events, RESUME)) ||
      (hasAny(b.events, STOP) && hasAny(a.events, RESUME)),
  );

  put(bitJaccard(a.stages, b.stages));
  for (const stage of ONE_STAGE) put(isOnOneSide(a.stages, b.stages, stage));

  put(a.direction !== 0 && a.direction === b.direction);
  put(a.direction * b.direction === -1);
  put(isOnOneSide(a.manner, b.manner, ROUND_UP));
  put(hasAny(a.manner & b.manner, ROUND_UP));
  put(isOnOneSide(a.manner, b.manner, STOCK));
  put(hasAny(a.manner & b.manner, STOCK));
  put(isOnOneSide(a.manner, b.manner, ANALYSIS));
  put(hasAny(a.manner & b.manner, ANALYSIS));
  put(hasAny(a.manner & b.manner, QUOTE));
  put(isOnOneSide(a.manner, b.manner, QUOTE));
  put(isOnOneSide(a.manner, b.manner, PREVIEW));
  put(isOnOneSide(a.manner, b.manner, SEVERAL));
  put(isOnOneSide(a.manner, b.manner, SHARE_PRICE));
  put(isOnOneSide(a.manner, b.manner, COMMENT));
  put(hasAny(a.manner & b.manner, ACCOUNT_TITLE));
  put(isOnOneSide(a.manner, b.manner, ACCOUNT_TITLE));
  put(hasAny(a.stages & b.stages, CONFERENCE) && haveSpeakerInCommon(a, b));
};

/** Both report what somebody said who can be the same. A market report names speakers that the market heard. */
const haveSpeakerInCommon = (a: Profile, b: Profile): boolean =>
  a.market === undefined &&
  b.market === undefined &&
  (relate(a.companies, b.companies).shared > 0 || relate(a.bodies, b.bodies).shared > 0);
