import type { TopicKey } from '../topic.ts';

/** How loud the trade of a company in the title speaks for a topic; a cue word there speaks with 2. */
const topic = (key: string, weight: number): { readonly key: TopicKey; readonly weight: number } => ({
  key: key as TopicKey,
  weight,
});

/** The trades (of the 33 industries that Tokyo's stocks are sorted into) that are a topic of their own. */
export const INDUSTRY_TOPICS = new Map([
  ['銀行業', topic('finance', 2)],
  ['証券、商品先物取引業', topic('finance', 2)],
  ['保険業', topic('finance', 2)],
  ['その他金融業', topic('finance', 2)],
  ['電気・ガス業', topic('energy', 2)],
  ['石油・石炭製品', topic('energy', 2)],
  ['不動産業', topic('realestate', 2)],
  ['小売業', topic('retail', 2)],
  ['情報・通信業', topic('tech', 1)],
  ['食料品', topic('retail', 1)],
  ['輸送用機器', topic('autos', 1)],
]);
