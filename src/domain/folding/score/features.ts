import type { Profile } from '../read/profile.ts';
import { longestCommonRun } from './compare-texts.ts';
import { CONTRAST_FEATURES, measureContrasts } from './measure-contrasts.ts';
import { EVENT_FEATURES, measureEvents } from './measure-events.ts';
import { FACT_FEATURES, measureFacts } from './measure-facts.ts';
import { measureSetting, SETTING_FEATURES } from './measure-setting.ts';
import { measureTexts, TEXT_FEATURES } from './measure-texts.ts';
import type { Put } from './put.ts';

/** What is measured of two articles, by name; each is a number between about 0 and 1, or a count. */
export const FEATURES = [
  ...TEXT_FEATURES,
  ...FACT_FEATURES,
  ...EVENT_FEATURES,
  ...CONTRAST_FEATURES,
  ...SETTING_FEATURES,
] as const;

const LONGEST_RUN = 16;

/** Measures two articles; the order of the two makes no difference. Fills and returns `into`, in the order of FEATURES. */
export const measurePair = (a: Profile, b: Profile, into: Float64Array): Float64Array => {
  let at = 0;
  const put: Put = (value) => {
    into[at] = Number(value);
    at += 1;
  };
  const run = a.language === b.language ? longestCommonRun(a.plain, b.plain, LONGEST_RUN) / LONGEST_RUN : 0;
  measureTexts(a, b, run, put);
  measureFacts(a, b, run, put);
  measureEvents(a, b, put);
  measureContrasts(a, b, put);
  measureSetting(a, b, put);
  return into;
};
