import { describe, expect, test } from 'vitest';
import { nearestSources } from '../../../src/domain/source/nearest-sources.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import { makeSource } from '../../make.ts';

const sourceOf = (id: string, name: string, nameJa?: string, priority = 50, outlet = id) =>
  makeSource(id, {
    outlet: {
      id: outlet as OutletId,
      name,
      priority,
      paywall: false,
      ...(nameJa === undefined ? {} : { nameJa }),
    },
  });

const SOURCES = [
  sourceOf('kita-keizai', 'Kita Keizai', '北国経済新聞', 90),
  sourceOf('kita-markets', 'Kita Keizai', '北国経済新聞', 90, 'kita-keizai'),
  sourceOf('kita-tech', 'Kita Tech', '北国テック', 60),
  sourceOf('kyodo-news', 'Kyodo', '共同通信', 80),
  sourceOf('router', 'Router', 'ルーター', 85),
  sourceOf('hinode', 'Hinode Shimbun', '日の出新聞', 70),
  sourceOf('shashin', 'Shashin'),
];

describe('a text that is no id of a source', () => {
  test.each([
    ['kita-keizia', ['kita-keizai', 'kita-markets']],
    ['Kita Keizai', ['kita-keizai', 'kita-markets']],
    ['きたけいざい', ['kita-keizai', 'kita-markets']],
    ['キタケイザイ', ['kita-keizai', 'kita-markets']],
    ['北経', ['kita-keizai', 'kita-markets']],
    ['北国', ['kita-keizai', 'kita-markets', 'kita-tech']],
    ['きょうどう', ['kyodo-news', 'kita-tech']],
    ['共同', ['kyodo-news']],
    ['kyoudou', ['kyodo-news', 'kita-tech']],
    ['るーたー', ['router']],
    ['hinodeshinbun', ['hinode']],
    ['ひので', ['hinode']],
    ['しゃしん', ['shashin']],
    ['hinod', ['hinode']],
    ['経北', []],
    ['unheard of', []],
    ['k', []],
    ['', []],
  ])('%s means %j', (written, ids) => {
    expect(nearestSources(written, SOURCES)).toEqual(ids);
  });

  test('means at most five sources', () => {
    const many = Array.from({ length: 9 }, (_, n) => sourceOf(`kaku-${n}`, 'Kaku'));
    expect(nearestSources('kaku', many)).toHaveLength(5);
  });
});
