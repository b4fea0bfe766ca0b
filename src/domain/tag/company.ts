import type { Brand } from '../brand.ts';
import type { ConfigPlace } from '../config-place.ts';

/** A securities code of the Tokyo Stock Exchange: four characters (`7203`, `285A`), and a fifth for a class of shares. */
export type CompanyCode = Brand<string, 'CompanyCode'>;

/** A line of `config/companies.csv`. */
export type Company = {
  readonly code: CompanyCode;
  readonly nameJa?: string;
  readonly nameEn?: string;
  readonly kana?: string;
  readonly aliases: readonly string[];
  readonly industry?: string;
  /** The last month in which the name was in use (`2023-11`), if the company was renamed or delisted; else absent. */
  readonly until?: string;
  readonly place?: ConfigPlace;
};

/** Counts the companies in a list, each once. */
export const countCompanies = (companies: readonly Pick<Company, 'code'>[]): number =>
  new Set(companies.map(({ code }) => code)).size;
