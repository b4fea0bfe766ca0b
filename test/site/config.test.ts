import { describe, expect, test } from 'vitest';
import type { RuleField } from '../../src/domain/item/rule/rule.ts';
import { describeConfig } from '../../src/site/resource/describe-config.ts';
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
      'fold.window',
      '3d',
      '2 outlets, 2 sources',
      'sources.yaml:7',
      'title: baseball',
    ]) {
      expect(page).toContain(said);
    }
    expect(page).toContain('The files say nothing that is wrong.');
  });

  test('says that a header is set, and never to what', async () => {
    const { read } = await openSite([], config);
    const page = await read('/config');
    expect(page).toContain('headers.authorization');
    expect(page).toContain('api_key=…&amp;lang=ja');
    expect(page).not.toContain('hush');
  });

  test('writes times as the config does', () => {
    const [described] = describeConfig(config).sources;
    expect(described?.settings).toContainEqual({ key: 'every', value: '15m' });
    expect(describeConfig(config).settings).toContainEqual({ key: 'fetch.maxInterval', value: '1d' });
  });
});
