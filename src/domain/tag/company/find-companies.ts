import type { CompanyCode } from '../company.ts';
import type { TagDictionary } from '../dictionary.ts';
import type { TextReading } from '../text/text-reading.ts';
import {
  type Ambiguity,
  hasCue,
  isDateline,
  isFailedNamesake,
  isPerson,
  isSite,
  isWhere,
  reportsResults,
} from './company-cue.ts';
import type { CompanyName, Need } from './company-names.ts';
import { type CodeMatch, findCodes } from './find-codes.ts';
import { type Subject, subjectAt } from './headline-subject.ts';
import { isListed, isShareOfList } from './is-listed.ts';

/** A company's name or code in a text, and the condition under which it counts. */
export type Mention = {
  readonly code: CompanyCode;
  readonly words: string;
  readonly start: number;
  /** `person`: here the name means a person, or a club (`Sports.meansTeam`). */
  readonly needs: Need | 'person';
  /** True for codes, for names of the kind `legal`, and for names that match `GROUP_NAME`. */
  readonly full: boolean;
  /** True if the name is clearly the subject of a headline (`Subject`). */
  readonly isSubject: boolean;
};

/**
 * Finds the companies that a text names, in the order of the text. A name of a delisted company counts only in articles
 * up to the month of its last use. A name that several companies share in the month of the article counts only if the
 * code of one of them follows.
 */
export const findCompanies = (
  { text, names: found, businessWords }: TextReading,
  dictionary: TagDictionary,
  published?: Temporal.Instant,
): readonly Mention[] => {
  const { boundary } = dictionary;
  const codes = findCodes(text).filter(({ code }) => dictionary.companies.has(code as CompanyCode));
  const mentions: Mention[] = codes
    .filter(({ sure }) => sure)
    .map(({ code, start, end }) => ({
      code: code as CompanyCode,
      words: text.slice(start, end),
      start,
      needs: 'nothing',
      full: true,
      isSubject: false,
    }));
  for (const { name: index, start, end } of found) {
    const name = dictionary.names[index];
    const words = text.slice(start, end);
    if (name === undefined || !rightCase(words, name.text)) continue;
    if (name.kind === 'short' && boundary.isAnotherFirm(text, end)) continue;
    const namesNext = found.some(
      (next) => next.start === end + 1 && boundary.standsAlone(text, next.start, next.end, true),
    );
    if ((name.kind === 'short' || name.also.isWeak) && isFirstPart(text, end) && !namesNext) continue;
    if (name.also.isWeak && boundary.endsCompound(text, start)) continue;
    const afterName = found.some((other) => other.end === start - 1);
    if (!boundary.standsAlone(text, start, end, afterName) || isFailedNamesake(text, start, end)) continue;
    if (codes.some((other) => isPartOf(name, text.slice(end, other.start), other))) continue;
    const code = codes.find((other) => other.start >= end && other.start <= end + 1);
    const owner = ownerOf(name, published, code?.code);
    if (owner === undefined) continue;
    const listed =
      isShareOfList(text, { start, end }) ||
      found.some(
        (other) =>
          dictionary.names[other.name]?.needs === 'nothing' && isListed(name, text, { start, end }, other),
      );
    const subject = subjectAt(text, start, end);
    const isTeam = dictionary.sports.meansTeam(words, text.slice(end), businessWords);
    const needs =
      code !== undefined || listed
        ? 'nothing'
        : isTeam
          ? 'person'
          : needAt(name, { text, start, end }, subject);
    mentions.push({
      code: owner,
      words,
      start,
      needs,
      full: name.kind === 'legal' || GROUP_NAME.test(words),
      isSubject: subject === 'clear',
    });
  }
  return mentions.sort((a, b) => a.start - b.start);
};

const GROUP_NAME = /(HD|FG|ホールディングス|フィナンシャルグループ)$/u;

/**
 * True if a name is part of a longer name, and the code of another company follows the longer name: NTT in
 * NTT都市R(8956). `rest` is the text between name and code. A code that may be a year does not count.
 */
const isPartOf = ({ owners }: CompanyName, rest: string, { code, sure }: CodeMatch): boolean =>
  sure && REST_OF_A_NAME.test(rest) && !owners.some((owner) => owner.code === code);

/** Matches the rest of a longer name, but no word for a relation of companies: トヨタ系デンソー(6902) also names トヨタ. */
const REST_OF_A_NAME = /^(?!系|傘下|出資|子会社|株)[\p{Script=Han}\p{Script=Katakana}ーA-Za-z0-9&]{1,10}$/u;

/** True if a katakana name continues after a dot, as foreign names do: アプライド in アプライド・マテリアルズ. */
const isFirstPart = (text: string, end: number): boolean =>
  FOREIGN_NAME.test(text.slice(Math.max(0, end - 1), end + 3));

const FOREIGN_NAME = /^[\p{Script=Katakana}ー]・[\p{Script=Katakana}ー]{2}/u;

const needAt = (
  name: CompanyName,
  { text, start, end }: { readonly text: string; readonly start: number; readonly end: number },
  subject: Subject,
): Need | 'person' => {
  if (name.kind === 'legal') return 'nothing';
  const { isPersonal, isEnglishWord, isPlace } = name.also;
  if (isPersonal && isPerson(text, start, end)) return 'person';
  const ambiguity = isEnglishWord ? 'english-word' : isPersonal ? 'family-name' : 'other';
  if (name.needs === 'nothing' || hasCue(text, start, end, ambiguity)) return 'nothing';
  // An English word before Japanese results means the company if it has the company's own spelling: BASE、2Q増益.
  const isAsSpelled = ambiguity !== 'english-word' || text.slice(start, end) === name.text;
  const mayReport = isAsSpelled && !name.also.isAbbreviation;
  if (subject === 'clear' && mayReport && reportsResults(text, end)) return 'nothing';
  const isOnlyPlace = isWhere(text, start, end) || isSite(text, end) || isDateline(text, start, end);
  if (isPlace && isOnlyPlace) return 'cue';
  return subject === undefined
    ? name.needs
    : needAsSubject(name, text.slice(start, end + 1), ambiguity, subject);
};

/** Returns what a headline's subject needs to count as a company. `written`: the name and the next character. */
const needAsSubject = (
  name: CompanyName,
  written: string,
  ambiguity: Ambiguity,
  subject: 'clear' | 'likely',
): Need => {
  const isClear = subject === 'clear';
  const { isPlace, isAbbreviation, isEverydayWord } = name.also;
  if (name.kind === 'alias') return isClear || !isPlace ? 'nothing' : name.needs;
  if (isPlace) return name.needs;
  if (ambiguity === 'english-word')
    return isClear && written.startsWith(name.text) && !isAbbreviation ? 'nothing' : name.needs;
  if (isEverydayWord) return isClear ? 'business' : name.needs;
  // A Japanese headline may also open with a person's name: 鈴木、….
  const mayBePerson = ambiguity === 'family-name' && written.endsWith('、');
  return isClear && !mayBePerson ? 'nothing' : 'business';
};

const MONTH_LENGTH = 'YYYY-MM'.length;

const ownerOf = (
  name: CompanyName,
  published: Temporal.Instant | undefined,
  code: string | undefined,
): CompanyCode | undefined => {
  const month = published?.toString().slice(0, MONTH_LENGTH);
  const owners = name.owners.filter(
    ({ until }) => until === undefined || (month !== undefined && month <= until),
  );
  const named = owners.find((owner) => owner.code === code);
  return named?.code ?? (owners.length === 1 ? owners[0]?.code : undefined);
};

const SMALL_LATIN = /^[a-z]/;
const ABBREVIATION = /^[A-Z]{2,4}$/;

/** True if the text has the name's capitals: an abbreviation needs all, another Latin name only the first. */
const rightCase = (written: string, name: string): boolean => {
  const text = written.normalize('NFKC');
  if (ABBREVIATION.test(name)) return text === name;
  return !SMALL_LATIN.test(text) || SMALL_LATIN.test(name);
};
