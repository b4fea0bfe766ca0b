import { describe } from 'vitest';
import { queryContract } from './contract.ts';
import { JSON_KIT } from './json-kit.ts';

describe('the JSON store', () => {
  queryContract(JSON_KIT);
});
