import type { CompanyCode } from './company.ts';
import { hasCue } from './company-cue.ts';
import type { CompanyName, TagDictionary } from './dictionary.ts';
import { findCodes } from './find-codes.ts';
import { standsAlone } from './japanese-boundary.ts';

/** A place of a text that names a company. */
export type Mention = {
  readonly code: CompanyCode;
  readonly words: string;
  readonly start: number;
  readonly sure: boolean;
};

/**
 * Finds the companies that a text names, in its order. A weak name without a cue beside it comes back
 * with `sure` false. Former names of delisted companies count up to the month they were last in use.
 */
export const findCompanies = (
  text: string,
  dictionary: TagDictionary,
  published?: Temporal.Instant,
): readonly Mention[] => {
  const mentions: Mention[] = [];
  const codes = findCodes(text).filter(({ code }) => dictionary.companies.has(code as CompanyCode));
  const ends = new Map<number, string>();
  for (const { name: index, start, end } of dictionary.findNames.find(text)) {
    const name = dictionary.names[index];
    if (name === undefined) continue;
    const words = text.slice(start, end);
    if (!rightCase(words, name.text) || !standsAlone(text, start, end)) continue;
    const following = codes.find(
      (code) => code.start === end || (code.start === end + 1 && text[end] === ' '),
    );
    const owner = ownerOf(name, published, following?.code);
    if (owner === undefined) continue;
    ends.set(end, owner);
    mentions.push({
      code: owner,
      words,
      start,
      sure: following !== undefined || !name.weak || hasCue(text, start, end),
    });
  }
  for (const { code, start, end, sure } of codes)
    if (sure) mentions.push({ code: code as CompanyCode, words: text.slice(start, end), start, sure });
  return mentions;
};

const MONTH_LENGTH = 7;

const ownerOf = (
  name: CompanyName,
  published: Temporal.Instant | undefined,
  code?: string,
): CompanyCode | undefined => {
  const month = published?.toString().slice(0, MONTH_LENGTH);
  const now = name.owners.filter(
    ({ until }) => until === undefined || (month !== undefined && month <= until),
  );
  const told = now.find((owner) => owner.code === code);
  if (told !== undefined) return told.code;
  return now.length === 1 ? now[0]?.code : undefined;
};

const LATIN_WORD = /^[a-z]/;

/** A Latin name is written with a capital; only a name that has none itself may stand without. */
const rightCase = (written: string, name: string): boolean =>
  !LATIN_WORD.test(written.normalize('NFKC')) || LATIN_WORD.test(name.normalize('NFKC'));
