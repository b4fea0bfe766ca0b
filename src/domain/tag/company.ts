import type { Brand } from '../brand.ts';
import type { ConfigPlace } from '../config-place.ts';

/** A TSE securities code: four digits, or three and a letter (`7203`, `285A`). */
export type CompanyCode = Brand<string, 'CompanyCode'>;

/** A line of `config/companies.csv`. */
export type Company = {
  readonly code: CompanyCode;
  readonly nameJa?: string;
  readonly nameEn?: string;
  readonly kana?: string;
  readonly aliases: readonly string[];
  readonly industry?: string;
  /** The month (`2023-11`) that a former name was last in use; absent on a current one. */
  readonly until?: string;
  readonly place?: ConfigPlace;
};

/** The number of companies in a list, which may name a company several times, under its former names, too. */
export const countCompanies = (companies: readonly Pick<Company, 'code'>[]): number =>
  new Set(companies.map(({ code }) => code)).size;
