import type { Article } from '../../article/article.ts';
import type { NonEmpty } from '../../brand.ts';
import { probabilityOf, signedOdds, strongestOf } from '../../item/relevance/log-odds.ts';
import { onceFor } from '../../once-for.ts';
import { isOfMainMarket, marketOf } from '../market-of.ts';
import type { FindSigns } from './find-signs.ts';
import learned from './weights.json' with { type: 'json' };

/**
 * The probability that an editor gives a story a place on a front page, and the signs for and against it, the strongest
 * first.
 */
export type Worth = { readonly probability: number; readonly reasons: readonly string[] };

export type JudgeWorth = (articles: NonEmpty<Article>) => Worth;

/**
 * The probability below which a story is of little worth. On days from which nothing was learned, one in thirty stories above
 * this probability was labelled as not worth a place, and two of three stories that were worth a place are above it.
 */
export const LEAST_WORTH = 0.7;

type Weights = { readonly base: number; readonly signs: Readonly<Record<string, number>> };

const WEIGHTS: Weights = learned;

/**
 * Judges stories by their signs and learned weights (learn/worth.ts), but reports of a market's session by the market alone.
 */
export const createWorthJudge = (findSigns: FindSigns): JudgeWorth =>
  onceFor((articles: NonEmpty<Article>): Worth => {
    const market = marketOf({ articles });
    if (market !== undefined)
      return { probability: isOfMainMarket(articles) ? 1 : 0, reasons: [`a report of ${market}`] };
    const found = findSigns(articles).flatMap(({ sign, amount }) => {
      const weight = Object.hasOwn(WEIGHTS.signs, sign) ? WEIGHTS.signs[sign] : undefined;
      return weight === undefined ? [] : [{ sign, odds: weight * amount }];
    });
    const odds = found.reduce((sum, one) => sum + one.odds, WEIGHTS.base);
    return {
      probability: probabilityOf(odds),
      reasons: strongestOf(found).map((one) => `${one.sign} ${signedOdds(one.odds)}`),
    };
  });
