/** The range of the exchange rate that a report gives, in yen per dollar. */
export type YenLevel = { readonly from: number; readonly to: number };

/** The range of plausible rates, in yen per dollar. */
const PLAUSIBLE = { least: 70, most: 250 };

const SEN_PER_YEN = 100;

/** The part of a yen, from 0 to 1, that each word means. */
const PARTS: Readonly<Record<string, YenLevel>> = {
  前半: { from: 0, to: 0.4 },
  半ば: { from: 0.3, to: 0.7 },
  後半: { from: 0.5, to: 1 },
  lower: { from: 0, to: 0.4 },
  mid: { from: 0.3, to: 0.7 },
  middle: { from: 0.3, to: 0.7 },
  upper: { from: 0.5, to: 1 },
  '': { from: 0, to: 1 },
};

const SEN = /(?<!\d)(\d{2,3})円(\d{1,2})(?:銭?[~-](?:(\d{2,3})円)?(\d{1,2}))?銭/u;
const ZONE = /(?<!\d)(\d{2,3})円(?:台|(?=[前後]半|半ば))(前半|半ば|後半)?/u;
const ENGLISH_ZONE = /\b(lower|mid|middle|upper)?[- ]?(\d{2,3})(?:\.(\d{1,2}))?[- ]yen/u;

/**
 * Reads the rate in the normalised title of a report of the yen, such as 155円95銭, 157円台 or "157.5 yen". Returns
 * undefined for no rate, a rate in another form (157円), or a rate that is not plausible.
 */
export const readYenLevel = (title: string): YenLevel | undefined => {
  const sen = SEN.exec(title);
  if (sen !== null) {
    const [, yen, from, yenTo = yen, to = from] = sen;
    // The range may cross a whole yen: 155円95銭~156円05銭.
    return plausible(Number(yen), senOf(from), Number(yenTo) - Number(yen) + senOf(to));
  }
  const zone = ZONE.exec(title);
  if (zone !== null) return plausibleZone(Number(zone[1]), zone[2] ?? '');
  const english = ENGLISH_ZONE.exec(title);
  if (english === null) return undefined;
  const decimals = english[3];
  return decimals === undefined
    ? plausibleZone(Number(english[2]), english[1] ?? '')
    : plausible(Number(english[2]), Number(`0.${decimals}`), Number(`0.${decimals}`));
};

const senOf = (digits = '0'): number => Number(digits) / SEN_PER_YEN;

const plausible = (yen: number, from: number, to: number): YenLevel | undefined =>
  yen < PLAUSIBLE.least || yen > PLAUSIBLE.most ? undefined : { from: yen + from, to: yen + to };

const plausibleZone = (yen: number, part: string): YenLevel | undefined => {
  const { from, to } = PARTS[part] as YenLevel; // The patterns find only words of PARTS.
  return plausible(yen, from, to);
};
