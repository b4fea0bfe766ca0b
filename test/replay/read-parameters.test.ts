import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readParameters } from '../../src/replay/read-parameters.ts';

const shipped = new URL('../../src/domain/folding/parameters.json', import.meta.url);

test('parameters of folding are read as they are shipped, and refused with all that they lack', () => {
  const text = readFileSync(shipped, 'utf8');
  expect(readParameters(text)).toEqual(JSON.parse(text));
  const { background, ...rest } = JSON.parse(text);
  const lacking = { ...rest, background: { ...background, stems: undefined }, thresholds: {} };
  expect(readParameters(JSON.stringify(lacking))).toBe(
    'it lacks background.stems, thresholds.japanese.normal, thresholds.japanese.careful, thresholds.english.normal, thresholds.english.careful, thresholds.bilingual.normal, thresholds.bilingual.careful',
  );
  expect(readParameters('{')).toMatch(/JSON/);
  expect(readParameters('null')).toMatch(/^it lacks background\.titles, /);
});
