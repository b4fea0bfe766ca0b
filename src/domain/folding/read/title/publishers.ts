import type { Article } from '../../../article/article.ts';

const PUBLISHERS: readonly (readonly [string, RegExp])[] = [
  ['kyodo', /共同通信|デイリースポーツ|kyodo/iu],
  ['tv-asahi', /テレビ朝日|abema|\bann(?:\b|news)/iu],
  ['toyo-keizai', /東洋経済/u],
];

/** The house that an outlet prints the reports of, or the outlet itself. */
export const publisherOf = ({ outlet }: Article): string =>
  PUBLISHERS.find(([, pattern]) => pattern.test(outlet.name))?.[0] ?? outlet.id;
