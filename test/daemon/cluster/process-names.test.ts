import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { idOf, namerOf, placeOfThis } from '../../../src/daemon/cluster/poll-together.ts';
import { configHash } from '../../../src/daemon/compare-configs.ts';
import { digest } from '../../../src/system/digest-of.ts';
import { makeConfig } from '../support/make-config.ts';

test('a process names itself by its role, its config and its place; the config is the one in force', () => {
  let config = makeConfig();
  const name = namerOf('asks', () => config);
  const place = placeOfThis('asks', () => config);
  expect(place).toMatch(new RegExp(`^${hostname().slice(0, 5)}.*:${process.pid}$`));
  expect(name()).toBe(`kawaraban asks ${configHash(config, digest)} ${place}`);
  const first = name();
  config = makeConfig();
  expect(name()).toBe(first);
  config = makeConfig({ schedule: '0 * * * *' });
  expect(name()).not.toBe(first);
  expect(name()).toContain(` ${configHash(config, digest)} `);
});

test('the id of a process on pages is six characters that do not name its machine', () => {
  expect(idOf('machine:1')).toMatch(/^[\w-]{6}$/);
  expect(idOf('machine:1')).toBe(idOf('machine:1'));
  expect(idOf('machine:2')).not.toBe(idOf('machine:1'));
  expect('machine:1').not.toContain(idOf('machine:1'));
});
