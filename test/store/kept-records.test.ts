import { describe } from 'vitest';
import { keepingContract } from './contract.ts';
import { JSON_KIT } from './json-kit.ts';

describe('the JSON store', () => {
  keepingContract(JSON_KIT);
});
