import { allMatches, anyOf } from '../term/patterns.ts';

/** A report that outlets publish again and again with new values, such as a warning. */
export type Bulletin = {
  readonly subject: 'quake' | 'typhoon' | 'warning' | 'heat' | 'other';
  /** The moment in the title, such as `(2日午前6時半)`. `minute` counts from midnight. */
  readonly moment: { readonly day: number | undefined; readonly minute: number } | undefined;
  /**
   * The greatest intensity of an earthquake, 0 to 5; undefined if none is named. 6 and 7 are not read, because they
   * often recall an old disaster. 5弱 and 5強 are both 5, because outlets correct one to the other.
   */
  readonly intensity: number | undefined;
  /** True if the title has the fixed form of an outlet that reports each earthquake once. */
  readonly isFixedForm: boolean;
  readonly towns: readonly string[];
  /** True if the bulletin lifts, lowers or replaces a warning. */
  readonly isLifted: boolean;
};

const SUBJECTS: readonly (readonly [subject: Bulletin['subject'], pattern: RegExp])[] = [
  ['quake', /震[度源](?:・震度)?=|震度[0-5]/u],
  [
    'typhoon',
    /^(?!.*(?:延期|中止|欠航|運休|休業|休止|停止|見合わせ|停電))(?:.*台風.*(?:進路|接近(?!で)|直撃|上陸)|.*台風情報)/u,
  ],
  [
    'warning',
    anyOf(
      /(?:特別|危険|大雨|洪水|氾濫|暴風|高潮|大雪|津波)警報|注意報|警戒アラート|避難指示/u,
      /記録的短時間大雨|竜巻注意|線状降水帯.*直前予測/u,
    ),
  ],
  ['heat', /酷暑日|猛暑日|気温|観測史上最高|\d度(?:予想|を?観測)/u],
];

/** Matches a moment before `)`, `】`, 現在, 時点 or 気象庁発表. */
const MOMENT =
  /[(【】<〈・. ](?:\d{1,2}月)?(?:(\d{1,2})日(?:\([月火水木金土日]\))?)?(午前|午後)?(\d{1,2})[時:](?:(\d{1,2})分?|(半))?(?:[)】]|現在|時点| ?気象庁発表)/u;

const INTENSITY = /震度([0-5])(?![弱強]?以上)/gu;
const GREATEST_INTENSITY = /最大震度([0-5])/gu;
const FIXED_FORM = /で最大震度\d[弱強]?の地震 /u;
/** Matches a town, but not a part of another word or of a name: 同市, 都市, 中村気象予報士, 東村 in 東村山市. */
const TOWN =
  /(?<![\p{Script=Han}\d])(?!各市|市区町村|同[市町村]|都市)\p{Script=Han}[\p{Script=Han}ヶケ]{0,7}?[市町村](?![市町村]|[山上田川原]市|首相|総理|氏| ?さん|気象予報士)/gu;
/** Matches the prefecture and the district before the name of a town, but not 大和郡 in 大和郡山市. */
const BEFORE_TOWN = /^(?:.{2,3}?[都道府県](?=..))?(?:.{1,4}郡(?!山市)(?=..))?/u;
const LIFTED = /解除|切り替え|引き下げ/u;

/** Reads a bulletin from a normalised Japanese title; undefined if the title has neither a subject nor a moment. */
export const readBulletin = (title: string): Bulletin | undefined => {
  const subject = SUBJECTS.find(([, pattern]) => pattern.test(title))?.[0];
  const moment = readMoment(title);
  if (subject === undefined && moment === undefined) return undefined;
  return {
    subject: subject ?? 'other',
    moment,
    intensity: greatest(title, GREATEST_INTENSITY) ?? greatest(title, INTENSITY),
    isFixedForm: FIXED_FORM.test(title),
    towns: allMatches(title, TOWN).map(([town]) => town.replace(BEFORE_TOWN, '')),
    isLifted: LIFTED.test(title),
  };
};

const readMoment = (title: string): Bulletin['moment'] => {
  const found = MOMENT.exec(title);
  if (found === null) return undefined;
  const [, day, half, hour, minute, isHalfPast] = found;
  const hours = (half === undefined ? Number(hour) : Number(hour) % 12) + (half === '午後' ? 12 : 0);
  return {
    day: day === undefined ? undefined : Number(day),
    minute: hours * 60 + (isHalfPast === undefined ? Number(minute ?? 0) : 30),
  };
};

const greatest = (title: string, pattern: RegExp): number | undefined => {
  const found = allMatches(title, pattern).map(([, intensity]) => Number(intensity));
  return found.length === 0 ? undefined : Math.max(...found);
};
