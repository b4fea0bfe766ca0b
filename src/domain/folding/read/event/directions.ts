import { anyOf } from '../term/patterns.ts';

const UP = anyOf(
  /増(?!資|税|産|便|強|設|員)|上昇|上げ|上振れ|上方修正|伸び|伸長|プラス|最高|黒字|改善/u,
  /続伸|反発|急伸|急騰|円高|拡大|好調|上回/u,
);
const DOWN = anyOf(
  /減(?!税|便|資)|下落|低下|下げ|下振れ|下方修正|マイナス|最低|赤字|悪化/u,
  /続落|反落|急落|円安|縮小|不振|下回|割れ|割り込/u,
);
const UP_WORD = anyOf(
  /\b(?:rise|rises|rose|rising|raise[sd]?|up|gain(?:s|ed)?|jump(?:s|ed)?|climb(?:s|ed)?)\b/,
  /\b(?:surg(?:e|es|ed)|grow(?:s|th)?|grew|record high|higher|increas\w*|advance[sd]?)\b/,
  /\b(?:upgrade[sd]?|improve[sd]?|beat[s]?|hike[sd]?|soar\w*)\b/,
);
const DOWN_WORD = anyOf(
  /\b(?:fall|falls|fell|falling|down|drop(?:s|ped)?|declin\w*|slump\w*|lower(?:s|ed)?|cut[s]?)\b/,
  /\b(?:decreas\w*|slip(?:s|ped)?|slid(?:e|es)?|weak\w*|shrink\w*|shrank|loss(?:es)?)\b/,
  /\b(?:trim[s]?|downgrade[sd]?|plunge[sd]?|miss(?:es|ed)?)\b/,
);

/** Reads the direction in a normalised text. Returns 1 for up, -1 for down, and 0 for none or both. */
export const readDirection = (text: string, language: 'en' | 'ja'): -1 | 0 | 1 => {
  const up = (language === 'ja' ? UP : UP_WORD).test(text);
  const down = (language === 'ja' ? DOWN : DOWN_WORD).test(text);
  if (up === down) return 0;
  return up ? 1 : -1;
};
