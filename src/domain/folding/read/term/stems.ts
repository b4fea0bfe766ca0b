import { onceForWord } from '../../../once-for.ts';

/**
 * Lines of words that count as one, such as irregular forms, other spellings, short forms and adjectives of countries.
 * The first word of a line replaces the other words of the line.
 */
const ONE_WORD = `
rise rose risen
fall fell fallen
grow grew grown
buy bought
sell sold
build built
make made
keep kept
hold held
seek sought
win won
lose lost
pay paid
spend spent
shrink shrank shrunk
begin began begun
take took taken
give gave given
see saw seen
speak spoke spoken
strike struck
send sent
meet met
steal stole stolen
choose chose chosen
center centre
labor labour
defense defence
billion bln bn
million mln
percent pct
government govt
us america american
britain british uk briton
china chinese
france french
germany german
italy italian
spain spanish
russia russian
ukraine ukrainian
denmark danish dane
sweden swedish
norway norwegian
finland finnish
poland polish
netherlands dutch
belgium belgian
switzerland swiss
austria austrian
greece greek
turkey turkish
hungary hungarian
ireland irish
scotland scottish
europe european
iran iranian
iraq iraqi
israel israeli
palestine palestinian
syria syrian
yemen yemeni
egypt egyptian
lebanon lebanese
saudi saudis
qatar qatari
india indian
pakistan pakistani
bangladesh bangladeshi
indonesia indonesian
malaysia malaysian
philippines philippine filipino
thailand thai
vietnam vietnamese
cambodia cambodian
singapore singaporean
taiwan taiwanese
korea korean
australia australian
canada canadian
mexico mexican
brazil brazilian
argentina argentine argentinian
venezuela venezuelan
colombia colombian
cuba cuban
chile chilean
nigeria nigerian
kenya kenyan
africa african
asia asian
`;

const SHORTEST_STEM = 3;

/** Matches a hyphen between words: some papers omit this hyphen. */
const BETWEEN_WORDS = /(?<=[a-z])-(?=[a-z])/gi;

/** Returns the stems of an English text, without those of `STOP`. */
export const stemsOf = (text: string): readonly string[] =>
  stemWords(text.replace(BETWEEN_WORDS, ' ')).filter((stem) => !STOP.has(stem));

/** Returns the stem of each word of a normalised English text: "rises", "rising" and "rose" have one stem. */
export const stemWords = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[a-z0-9][a-z0-9'.&-]*[a-z0-9]|[a-z0-9]/g) ?? []).map(stemOf);

const stemOf = onceForWord((word) => {
  const bare = takeOffEnding(word.replace(/'s$|'$/, '').replaceAll('.', ''));
  return READ_AS.get(bare) ?? bare;
});

/** Takes the ending off a word. "united" and "plane" stay, because they would become the stems of other words. */
const takeOffEnding = (word: string): string => {
  const bare = word
    .replace(/ie[sd]$/, 'y')
    .replace(/(?<=[sxz]|[cs]h)es$|(?<=[^s])s$/, '')
    .replace(/(?<!^unit)(?:ed|ing)$/, '')
    .replace(/([bdgklmnprt])\1$/, '$1')
    .replace(/(?<!^plan)e$/, '');
  return bare.length >= SHORTEST_STEM ? bare : word;
};

/** Stems of words that say nothing about the subject. */
const STOP: ReadonlySet<string> = new Set(
  `
a an the of to in on for at by with as and or from its it is are be was were will has have had that
this than after over into up out amid new say said japan japanese company firm
`
    .trim()
    .split(/\s+/)
    .map(takeOffEnding),
);

/** For the stem of each replaced word, the stem of the word that replaces it. */
const READ_AS: ReadonlyMap<string, string> = new Map(
  ONE_WORD.trim()
    .split('\n')
    .flatMap((line) => {
      const [word = '', ...others] = line.split(' ');
      return others.map((other): [string, string] => [takeOffEnding(other), takeOffEnding(word)]);
    }),
);
