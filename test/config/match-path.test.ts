import { describe, expect, test } from 'vitest';
import { matchPath } from '../../src/config/build/build-rules.ts';

describe('a glob on a path', () => {
  test.each([
    ['/sports/**', '/sports/1', true],
    ['/sports/**', '/sports/a/b', true],
    ['/sports/**', '/sports/', true],
    ['/sports/**', '/sports', true],
    ['/sports/**', '/news/1', false],
    ['/sports/**', '/sportswear/1', false],
    ['/sports/**', '/news/sports/1', false],
    ['/**/sports/**', '/news/sports/1', true],
    ['/**/sports/**', '/sports/1', true],
    ['/news/*/1', '/news/japan/1', true],
    ['/news/*/1', '/news/japan/tokyo/1', false],
    ['/a.b(c)/*', '/a.b(c)/1', true],
    ['/a.b/*', '/aXb/1', false],
    ['/経済/**', '/%E7%B5%8C%E6%B8%88/1', true],
    ['/%E7%B5%8C%E6%B8%88/**', '/経済/1', true],
    ['/a/**', '/a/%E7', true],
    ['/a%2Fb/**', '/a%2fb/1', true],
    [`/${'.'.repeat(999)}`, `/${'.'.repeat(999)}`, true],
  ])('%s on %s: %s', (glob, path, met) => {
    const matches = matchPath(glob);
    if (typeof matches === 'string') throw new Error(matches);
    expect(matches(path)).toBe(met);
  });

  test.each(['sports/**', '/**', '*', '/'])('%s is refused', (glob) => {
    expect(matchPath(glob)).toMatch(/\/sports\/\*\*/);
  });
});
