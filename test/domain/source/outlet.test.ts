import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasWeight, outletIdFromHost, outletIdFromName } from '../../../src/domain/source/outlet.ts';
import { makeOutlet } from '../../make.ts';

test('an outlet has weight from priority 60 on, and none if the config does not name it', () => {
  const [light, heavy, unknown] = [59, 60, 99].map((priority) => makeOutlet(`of-${priority}`, { priority }));
  if (light === undefined || heavy === undefined || unknown === undefined) throw new Error('there are three');
  const outlets = new Map([light, heavy].map((outlet) => [outlet.id, outlet]));
  expect([light, heavy, unknown].map(({ id }) => hasWeight(id, outlets))).toEqual([false, true, false]);
});

describe('the id of an outlet', () => {
  test.each([
    ['The Japan Times', 'the-japan-times'],
    ['S&P Global', 's-p-global'],
    ['JapanNutrition.com', 'japannutrition-com'],
    ['ＮＨＫ', 'nhk'],
    [' Café Köln ', 'cafe-koln'],
  ])('named %s is %s', (name, id) => {
    expect(outletIdFromName(name)).toBe(id);
  });

  test('of a name that it cannot hold is a hash, the same in every run', () => {
    expect(outletIdFromName('日経')).toBe('outlet-hpsimc');
    expect(outletIdFromName('日経BP')).toBe('bp-mtolxi');
  });

  test('is the same for the same name in two spellings of Unicode', () => {
    expect(outletIdFromName('カ\u3099')).toBe(outletIdFromName('ガ'));
  });

  test.each([
    ['www.nikkei.com', 'nikkei-com'],
    ['jp.reuters.com', 'jp-reuters-com'],
    ['127.0.0.1', '127-0-0-1'],
  ])('at %s is %s', (host, id) => {
    expect(outletIdFromHost(host)).toBe(id);
  });

  test('is a-z, 0-9 and single dashes, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(outletIdFromName(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(outletIdFromHost(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });
});
