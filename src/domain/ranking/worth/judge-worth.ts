import type { Article } from '../../article/article.ts';
import type { NonEmpty } from '../../brand.ts';
import { probabilityOf, signedOdds, strongestOf } from '../../item/relevance/log-odds.ts';
import { onceFor } from '../../once-for.ts';
import { isMainMarket, isOfMainMarket, marketOf } from '../market-of.ts';
import type { FindSigns } from './find-signs.ts';
import learned from './weights.json' with { type: 'json' };

/** The worth of a story, as a probability from 0 to 1, and up to three reasons for it, the strongest first. */
type Worth = {
  readonly probability: number;
  readonly reasons: readonly string[];
  /** True if the story concerns the whole economy, a large company or a market. */
  readonly isWide: boolean;
};

/** Signs of headlines that concern the whole economy or a large company. */
const WIDE: ReadonlySet<string> = new Set([
  ...['an institution', 'an indicator', 'a large company'],
  ...['event intervention', 'event policy-rate'],
]);

export type JudgeWorth = (articles: NonEmpty<Article>) => Worth;

/** Minimum worth of a story that is not minor, except for news of several outlets (`LEAST_WORTH_OF_NEWS`). */
export const LEAST_WORTH = 0.55;

type Weights = { readonly base: number; readonly signs: Readonly<Record<string, number>> };

const WEIGHTS: Weights = learned;

/** Makes a function that judges reports of a market by `isOfMainMarket`, others by learned weights (learn/worth.ts). */
export const createWorthJudge = (findSigns: FindSigns): JudgeWorth =>
  onceFor((articles: NonEmpty<Article>): Worth => {
    const market = marketOf({ articles });
    if (market !== undefined) {
      const isMain = isOfMainMarket(articles);
      const weakness = isMainMarket(market) ? 'one outlet, and prices hardly moved' : 'not a main market';
      return {
        probability: isMain ? 1 : 0,
        reasons: [`a report of a market (${market})${isMain ? '' : `: ${weakness}`}`],
        isWide: true,
      };
    }
    const signs = findSigns(articles);
    const found = signs.flatMap(({ sign, amount }) => {
      const weight = Object.hasOwn(WEIGHTS.signs, sign) ? WEIGHTS.signs[sign] : undefined;
      return weight === undefined ? [] : [{ sign, odds: weight * amount }];
    });
    const odds = found.reduce((sum, one) => sum + one.odds, WEIGHTS.base);
    return {
      probability: probabilityOf(odds),
      reasons: strongestOf(found).map((one) => `${one.sign} ${signedOdds(one.odds)}`),
      isWide: signs.some(({ sign }) => WIDE.has(sign)),
    };
  });
