import { expect, test } from 'vitest';
import { readBulletin } from '../../../../../src/domain/folding/read/event/bulletin.ts';
import { normaliseTitle } from '../../../../../src/domain/folding/read/title/normalise-title.ts';

const read = (title: string) => readBulletin(normaliseTitle(title));

test.each([
  ['【地震情報】青嶺県で震度3', 'quake'],
  ['震源・震度=気象庁発表(2日6時8分)', 'quake'],
  ['台風31号の今後の進路', 'typhoon'],
  ['【台風情報】台風31号は非常に強い勢力', 'typhoon'],
  ['台風31号が若草市に接近へ', 'typhoon'],
  ['若草市に大雨警報', 'warning'],
  ['青嶺県に熱中症警戒アラート', 'warning'],
  ['青嶺県防災速報(竜巻注意)', 'warning'],
  ['青嶺県に記録的短時間大雨情報', 'warning'],
  ['線状降水帯の直前予測を青嶺県に発表', 'warning'],
  ['若草市で40.1度を観測', 'heat'],
  ['青嶺県の交通影響まとめ(6:45現在)', 'other'],
  ['台風31号の接近でロケットの打ち上げを見送り', undefined],
  ['台風31号が接近、若草航空は80便欠航', undefined],
  ['「衝突」防止の警報が作動', undefined],
  ['震度7の夜の会合を知事が批判', undefined],
  ['北浜精機の純利益32%増', undefined],
])('"%s" is a bulletin about: %s', (title, subject) => {
  expect(read(title)?.subject).toBe(subject);
});

test.each([
  ['まとめ(6:45現在)', undefined, 405],
  ['まとめ(5時現在)', undefined, 300],
  ['まとめ(2日午前6時半)', 2, 390],
  ['まとめ (8月2日午後5時30分時点)', 2, 1050],
  ['震度=気象庁発表(31日15時34分)', 31, 934],
  ['青嶺空港は欠航 5日午後8時現在', 5, 1200],
  ['大雨警報【2日午前6時】', 2, 360],
  ['大雨警報【2日(月)午前6時半現在】', 2, 390],
  ['青嶺線の運行予定<2日19:00時点>', 2, 1140],
  ['青嶺道で渋滞〈午後8時15分現在〉', undefined, 1215],
  ['【若草市長選】午後6時現在の投票率', undefined, 1080],
  ['大雨警報(2日午後12時30分)', 2, 750],
  ['大雨警報(2日24時現在)', 2, 1440],
])('"%s" names the moment of the bulletin', (title, day, minute) => {
  expect(read(title)?.moment).toEqual({ day, minute });
});

test.each(['知事が午後3時から会見', '株価は14時に反発 気温は平年並み'])(
  '"%s" names no moment of a bulletin',
  (title) => {
    expect(read(title)?.moment).toBeUndefined();
  },
);

test('the intensity is the greatest up to 5, and that of the whole earthquake if the title says so', () => {
  expect(read('若草市で震度4を観測、約30分後には震度3も')?.intensity).toBe(4);
  expect(read('青嶺県内で震度2 沖を震源とする最大震度5弱の地震')?.intensity).toBe(5);
  expect(read('最大震度3の地震 青嶺県内で震度4とも')?.intensity).toBe(3);
  expect(read('震度7の被災地で気温上昇')?.intensity).toBeUndefined();
  expect(read('青嶺県内、震度1以上が20回')?.intensity).toBeUndefined();
  expect(read('震度5強以上の確率は平常時の10倍')?.intensity).toBeUndefined();
});

test('towns are read without their prefecture', () => {
  expect(read('大雨警報 青嶺県若草市と白浜町、7市町で')?.towns).toEqual(['若草市', '白浜町']);
});

test.each([
  ['青嶺県青浜郡白浜町に大雨警報', '白浜町'],
  ['都草市に大雨警報', '都草市'],
  ['府浜市に大雨警報', '府浜市'],
  ['若都宮市に大雨警報', '若都宮市'],
  ['青嶺府府浜市に大雨警報', '府浜市'],
  ['市草市に大雨警報', '市草市'],
  ['東村山市に大雨警報', '東村山市'],
  ['武蔵村山市に大雨警報', '武蔵村山市'],
  ['大和郡山市に大雨警報', '大和郡山市'],
  ['東京都町田市に大雨警報', '町田市'],
  ['千葉県市川市に大雨警報', '市川市'],
])('the town in "%s" is %s', (title, town) => {
  expect(read(title)?.towns).toEqual([town]);
});

test.each([
  '大雨警報に備える都市設計',
  '各市町に大雨警報',
  '大雨警報、中村気象予報士が解説',
  '気温上昇、同市東部で35度',
  '酷暑日予想と若市首相',
])('"%s" names no town', (title) => {
  expect(read(title)?.towns).toEqual([]);
});

test('a bulletin that lifts a warning is known', () => {
  expect(read('若草市の大雨警報を注意報に切り替え')?.isLifted).toBe(true);
  expect(read('若草市に大雨警報')?.isLifted).toBe(false);
});
