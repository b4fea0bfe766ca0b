import { describe, expect, test } from 'vitest';
import type { RuleField } from '../../src/domain/item/rule/rule.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeSource } from '../make.ts';

const place = { file: 'config/sources.yaml', line: 7, column: 3 };
const rule = {
  conditions: [{ field: 'title' as RuleField, matches: () => true, written: 'baseball' }],
  place,
};
const kaku = makeSource('kaku', {
  endpoints: ['https://me:hush@kaku.example/feed?api_key=hush&lang=ja'],
  headers: { authorization: 'Bearer hush' },
  exclude: [rule],
  everyMs: 900_000,
  place,
});
const config = makeConfig({ sources: [kaku, makeSource('times', { enabled: false })] });

describe('/config', () => {
  test('says what is in force for every key, and where each source stands', async () => {
    const { read } = await openSite([], config);
    const page = await read('/config');
    for (const said of [
      'retention',
      '400d',
      '<dt><code>page.topScore</code></dt><dd>20</dd>',
      '<dt><code>page.sections</code></dt><dd>markets, economy,',
      'fold.window',
      '3d',
      '2 outlets, 2 sources',
      'sources.yaml:7',
      'title: baseball',
    ]) {
      expect(page).toContain(said);
    }
    expect(page).toContain('The configuration is valid.');
  });

  test('says that a header is set, and never to what', async () => {
    const { read } = await openSite([], config);
    const page = await read('/config');
    expect(page).toContain('headers.authorization');
    expect(page).toContain('api_key=…&amp;lang=ja');
    expect(page).not.toContain('hush');
  });

  test('writes times as the config does', async () => {
    const { read } = await openSite([], config);
    const [settings, sources] = (await read('/config')).split('<h2>Sources</h2>');
    expect(sources).toContain('<dt><code>every</code></dt><dd>15m</dd>');
    expect(settings).toContain('<dt><code>fetch.maxInterval</code></dt><dd>1d</dd>');
  });
});
