import type { Profile } from '../read/profile.ts';

/** Which of the learned judges a pair of articles falls to: by the languages of the two. */
export type Judge = 'japanese' | 'english' | 'bilingual';

export const judgeOf = (a: Pick<Profile, 'language'>, b: Pick<Profile, 'language'>): Judge =>
  a.language !== b.language ? 'bilingual' : a.language === 'ja' ? 'japanese' : 'english';
