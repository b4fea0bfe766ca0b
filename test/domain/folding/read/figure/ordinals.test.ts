import { expect, test } from 'vitest';
import { readOrdinals } from '../../../../../src/domain/folding/read/figure/ordinals.ts';

test.each<[title: string, language: 'en' | 'ja', things: readonly string[]]>([
  ['北浜精機が第2工場', 'ja', ['plant 2']],
  ['北浜精機が第三工場', 'ja', ['plant 3']],
  ['第九工場と第一工場', 'ja', ['plant 9', 'plant 1']],
  ['岬原発3号機が再稼働', 'ja', ['reactor 3']],
  ['県内12号店を開業', 'ja', ['shop 12']],
  ['台風31号と台風第32号が発生', 'ja', ['typhoon 31', 'typhoon 32']],
  ['第2期工事に着手', 'ja', ['part 2']],
  ['第4弾を発売', 'ja', ['part 4']],
  ['北浜精機が新工場', 'ja', []],
  ['kitahama to build second plant', 'en', ['plant 2']],
  ['kitahama to build no. 5 factory', 'en', ['plant 5']],
  ['fourth fab planned', 'en', ['plant 4']],
  ['misaki no. 3 reactor restarts', 'en', ['reactor 3']],
  ['misaki unit 2 restarts', 'en', ['reactor 2']],
  ['typhoon no. 31 nears kitahama', 'en', ['typhoon 31']],
  ['third store in osaka', 'en', ['shop 3']],
  ['work on second production line', 'en', ['part 2']],
  ['second quarter profit', 'en', []],
])('"%s" names these numbered things', (title, language, things) => {
  expect(readOrdinals(title, language)).toEqual(things);
});
