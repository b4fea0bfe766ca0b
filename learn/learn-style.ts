import { normaliseTitle } from '../src/domain/folding/read/title/normalise-title.ts';
import { ngramsOf, type StyleWeights } from '../src/domain/folding/read/title/style.ts';
import { readLines } from './labelled-set.ts';

/** Matches outlets that publish opinion, analysis and interviews far more often than news. */
const MAGAZINES =
  /東洋経済|JBpress|現代ビジネス|日刊ゲンダイ|ニューズウィーク|Forbes|新潮|J-CAST|WEDGE|ハーバード|エコノミスト|プレジデント|ダイヤモンド|FACTA|文春|プレイボーイ/u;

const NEWSROOMS =
  /共同通信|NHK|時事|日本経済新聞|読売新聞|日刊工業新聞|TBS|フジテレビ|日本テレビ|テレビ朝日/u;

const ROUNDS = 15;
const RATE = 0.1;
const DECAY = 1e-4;
/** Minimum absolute weight of an n-gram, in log odds. Weights nearer 0 are left out. */
const LIGHTEST = 0.08;
const LEAST_TITLES = 3;

/** Learns the weights that distinguish titles of magazines from titles of newsrooms, without the days of `heldOut`. */
export const learnStyle = (heldOut: ReadonlySet<string>): StyleWeights => {
  const examples = readLines('feeds/sections-ja.jsonl')
    .filter(
      ({ date = '', outlet = '' }) =>
        !heldOut.has(date) && (MAGAZINES.test(outlet) || NEWSROOMS.test(outlet)),
    )
    .map(({ title, outlet = '' }) => ({
      ngrams: [...ngramsOf(normaliseTitle(title))],
      isMagazine: MAGAZINES.test(outlet),
    }));
  const titles = new Map<string, number>();
  for (const { ngrams } of examples)
    for (const ngram of ngrams) titles.set(ngram, (titles.get(ngram) ?? 0) + 1);
  const known = examples.map((example) => ({
    ...example,
    ngrams: example.ngrams.filter((ngram) => (titles.get(ngram) ?? 0) >= LEAST_TITLES),
  }));
  const weights = new Map<string, number>();
  let intercept = 0;
  // Newsrooms have more titles than magazines, so a title of a magazine counts more than one of a newsroom.
  const share = known.filter(({ isMagazine }) => isMagazine).length / known.length;
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { ngrams, isMagazine } of known) {
      let odds = intercept;
      for (const ngram of ngrams) odds += weights.get(ngram) ?? 0;
      const error = Number(isMagazine) - 1 / (1 + Math.exp(-odds));
      const step = (RATE / Math.sqrt(ngrams.length)) * error * (isMagazine ? 1 - share : share);
      intercept += step;
      for (const ngram of ngrams) {
        const weight = weights.get(ngram) ?? 0;
        weights.set(ngram, weight + step - DECAY * weight);
      }
    }
  const kept = [...weights].filter(([, weight]) => Math.abs(weight) >= LIGHTEST);
  return {
    intercept: Number(intercept.toPrecision(4)),
    ngrams: Object.fromEntries(
      [...Map.groupBy(kept, ([, weight]) => Math.round(weight * 100) * 10)]
        .sort(([a], [b]) => a - b)
        .map(([thousandths, own]) => [
          String(thousandths),
          own
            .map(([ngram]) => ngram)
            .sort()
            .join('\t'),
        ]),
    ),
  };
};
