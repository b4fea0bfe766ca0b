import { errorText } from '../domain/error-text.ts';
import type { Parameters } from '../domain/folding/score/parameters.ts';

/** Reads JSON like `src/domain/folding/parameters.json`. Returns the fault if it is not JSON or lacks a part. */
export const readParameters = (text: string): Parameters | string => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return errorText(error);
  }
  const lacking = PARTS.filter((path) => path.split('.').reduce<unknown>(step, value) === undefined);
  return lacking.length === 0 ? (value as Parameters) : `it lacks ${lacking.join(', ')}`;
};

const MODEL = ['intercept', 'weights', 'base', 'features', 'trees'];
const THRESHOLDS = ['normal', 'careful'];

const JUDGES = ['japanese', 'english', 'bilingual'];

const PARTS: readonly string[] = [
  ...['titles', 'bigrams', 'stems', 'concepts'].map((part) => `background.${part}`),
  'style.intercept',
  'style.ngrams',
  ...JUDGES.flatMap((judge) => MODEL.map((part) => `judges.${judge}.${part}`)),
  ...JUDGES.flatMap((judge) => THRESHOLDS.map((part) => `thresholds.${judge}.${part}`)),
];

const step = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
