import { describe } from 'vitest';
import { bulkContract } from './contract.ts';
import { JSON_KIT } from './json-kit.ts';

describe('the JSON store', () => {
  bulkContract(JSON_KIT);
});
