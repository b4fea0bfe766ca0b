import { ACCOUNTS, eventBit } from '../../read/event/event-classes.ts';
import { stageBit } from '../../read/event/stages.ts';
import type { Profile } from '../../read/profile.ts';
import { mannerBit } from '../../read/title/manner.ts';
import { areApart, bitJaccard, countBits, hasAny, isOnOneSide, relate } from '../compare-facts.ts';
import type { Comparison, Measure } from './compare-pair.ts';

const RESULTS = eventBit('results');
const STOP = eventBit('stop');
const RESUME = eventBit('resume');
const CONFERENCE = stageBit('conference');

const stageOfOne = (name: string): Measure => {
  const bit = stageBit(name);
  return ({ a, b }) => isOnOneSide(a.stages, b.stages, bit);
};
const mannerOfOne = (name: string): Measure => {
  const bit = mannerBit(name);
  return ({ a, b }) => isOnOneSide(a.manner, b.manner, bit);
};
const mannerOfBoth = (name: string): Measure => {
  const bit = mannerBit(name);
  return ({ a, b }) => hasAny(a.manner & b.manner, bit);
};

/** Features of the event: its statistic, period, class, stage and direction, and the manner of the reports. */
export const EVENT_FEATURES = {
  indicator: ({ indicator }) => indicator.shared > 0,
  indicatorsApart: ({ indicator }) => indicator.disjoint,
  indicatorOneSided: ({ indicator }) => indicator.oneSided,
  period: ({ period }) => period.shared > 0,
  periodsApart: ({ period }) => period.disjoint,
  allPeriodsApart: ({ a, b }) => relate(a.allPeriods, b.allPeriods).disjoint,
  events: ({ a, b }) => bitJaccard(a.events, b.events),
  eventsShared: ({ a, b }) => Math.min(countBits(a.events & b.events), 3) / 3,
  eventsApart: ({ a, b }) => areApart(a.events, b.events),
  allEvents: ({ a, b }) => bitJaccard(a.allEvents, b.allEvents),
  bothResults: ({ a, b }) => hasAny(a.events & b.events, RESULTS),
  bothAccounts: ({ a, b }) => hasAny(a.events, ACCOUNTS) && hasAny(b.events, ACCOUNTS),
  oneStopOneResume: ({ a, b }) => isStopAndResume(a, b) || isStopAndResume(b, a),
  stages: ({ a, b }) => bitJaccard(a.stages, b.stages),
  oneDenial: stageOfOne('denial'),
  oneEnd: stageOfOne('end'),
  oneConference: stageOfOne('conference'),
  oneReaction: stageOfOne('reaction'),
  oneExtended: stageOfOne('extend'),
  oneTalks: stageOfOne('talks'),
  directionSame: ({ a, b }) => a.direction !== 0 && a.direction === b.direction,
  directionClash: ({ a, b }) => a.direction * b.direction === -1,
  oneRoundUp: mannerOfOne('round-up'),
  bothRoundUp: mannerOfBoth('round-up'),
  oneStock: mannerOfOne('stock'),
  bothStock: mannerOfBoth('stock'),
  oneAnalysis: mannerOfOne('analysis'),
  bothAnalysis: mannerOfBoth('analysis'),
  bothQuote: mannerOfBoth('quote'),
  oneQuote: mannerOfOne('quote'),
  onePreview: mannerOfOne('preview'),
  oneSeveral: mannerOfOne('several'),
  oneSharePrice: mannerOfOne('share-price'),
  oneComment: mannerOfOne('comment'),
  bothAccountsTitles: mannerOfBoth('accounts'),
  oneAccountsTitle: mannerOfOne('accounts'),
  sameSpeaker: (pair) => hasAny(pair.a.stages & pair.b.stages, CONFERENCE) && haveSpeakerInCommon(pair),
} satisfies Record<string, Measure>;

const isStopAndResume = (one: Profile, other: Profile): boolean =>
  hasAny(one.events, STOP) && hasAny(other.events, RESUME);

/** True if both articles may report a statement of one person. Market reports do not count. */
const haveSpeakerInCommon = ({ a, b, company, body }: Comparison): boolean =>
  a.market === undefined && b.market === undefined && (company.shared > 0 || body.shared > 0);
