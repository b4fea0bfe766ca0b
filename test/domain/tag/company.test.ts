import { expect, test } from 'vitest';
import { type CompanyCode, countCompanies } from '../../../src/domain/tag/company.ts';

test('a company counts once, however many names it had', () => {
  const codes = ['7203', '9501', '7203'].map((code) => ({ code: code as CompanyCode }));
  expect(countCompanies(codes)).toBe(2);
});
