/** Irregular forms and the word of each. */
const IRREGULAR = new Map(
  `
rose:rise risen:rise fell:fall fallen:fall grew:grow grown:grow cut:cut bought:buy sold:sell
built:build made:make kept:keep held:hold sought:seek won:win lost:lose paid:pay spent:spend
shrank:shrink shrunk:shrink began:begin begun:begin bid:bid tie-up:tieup tie-ups:tieup data:data
centre:center centres:center labour:labor
`
    .trim()
    .split(/\s+/)
    .map((pair): [string, string] => [pair.split(':')[0] ?? '', pair.split(':')[1] ?? '']),
);

/** Stems that every text has. */
const STOP: ReadonlySet<string> = new Set(
  `
a an the of to in on for at by with as and or from its it is are be was were will has have had that
this than after over into up out amid new say said japan japanes compan firm
`
    .trim()
    .split(/\s+/),
);

const SHORTEST_STEM = 3;

/** A hyphen between words, which another paper leaves out. */
const BETWEEN_WORDS = /(?<=[a-z])-(?=[a-z])/gi;

/** The stems of an English text without the words that every text has. */
export const stemsOf = (text: string): readonly string[] =>
  stemWords(text.replace(BETWEEN_WORDS, ' ')).filter((stem) => !STOP.has(stem));

/** The words of a normalised English text without their endings: "raises", "raised" and "raising" are one. */
export const stemWords = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[a-z0-9][a-z0-9'.&-]*[a-z0-9]|[a-z0-9]/g) ?? []).map((word) => stem(word));

const STEMS_REMEMBERED = 20_000;
const stems = new Map<string, string>();

/** Remembered: a few thousand words make up most titles. */
const stem = (word: string): string => {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= STEMS_REMEMBERED) stems.clear();
  const fresh = takeOffEnding(word.replace(/'s$|'$/, '').replaceAll('.', ''));
  stems.set(word, fresh);
  return fresh;
};

const takeOffEnding = (word: string): string => {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  const bare = word
    .replace(/ies$/, 'y')
    .replace(/(?<=[sxz]|[cs]h)es$/, '')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?:ed|ing)$/, '')
    .replace(/([bdgklmnprt])\1$/, '$1')
    .replace(/e$/, '');
  return bare.length >= SHORTEST_STEM ? bare : word;
};
