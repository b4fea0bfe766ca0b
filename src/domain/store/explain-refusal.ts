/** Patterns of reasons why a write failed, each with what happened and what to do. */
const REFUSALS: readonly (readonly [reason: RegExp, what: string, whatToDo: string])[] = [
  [/\bENOSPC\b|disk is full/, 'The disk of the data folder is full', ' Free some space on it.'],
  [
    /\bEDQUOT\b/,
    'The disk quota of this user is used up',
    ' Delete other files of this user, or raise the quota.',
  ],
  [
    /\bEROFS\b|readonly database/,
    'The disk of the data folder is read-only',
    ' Make it writable, also for the service or container of this process; if it was writable before, look at the system log for errors of this disk.',
  ],
  [
    /\b(EACCES|EPERM)\b/,
    'This user may not write to the data folder',
    ' Make this user the owner of its files.',
  ],
  [/ is locked by /, 'Another process holds the lock of the data folder', ' Stop it, or wait until it ends.'],
  [/\b(EMFILE|ENFILE)\b/, 'Too many files are open', ' Raise the limit of open files, and restart.'],
  [
    /\bEIO\b|disk I\/O error/,
    'The disk of the data folder reports errors',
    ' Look at the system log, and replace the disk if it is failing.',
  ],
];

/** Matches reasons which mean that the data folder, or a part of it, is gone. */
const GONE = /was removed or replaced|\b(ENOENT|ENOTDIR)\b/;

/** Matches the reasons that ask for a restart of this process. */
const STALE = /: restart this process$/;

const LATER = [
  'are then written. If you cannot put it back, or if only the file lock was removed, stop this process, restore a backup',
  'if data is lost, and start it again; it then fetches again the articles that the feeds still list.',
].join(' ');
const WRITTEN =
  'are written when the folder can be written again; if this process stops before that, the next start fetches again those that the feeds still list.';

/** Says why the store cannot be written and, for a known reason, what to do. */
export const describeRefusal = (reason: string): string => {
  const [, what, whatToDo] = REFUSALS.find(([pattern]) => pattern.test(reason)) ?? [
    undefined,
    'The store cannot be written',
    ' Correct the cause.',
  ];
  return `${what} (${reason}).${whatToDo}`;
};

/**
 * Says why the store cannot be written, what to do for a known reason, and what happens to the articles.
 * `waitingBytes`: the size of those that wait. `mostBytes`: above this size, further articles are refused.
 */
export const explainRefusal = (reason: string, waitingBytes = 0, mostBytes = 0): string => {
  const size = (waitingBytes / 1e6).toFixed(1);
  const [lost, waiting] =
    waitingBytes === 0 ? ['', ''] : [` (${size} MB)`, ` (${size} of at most ${mostBytes / 1e6} MB)`];
  if (GONE.test(reason))
    return `The data folder or a part of it is gone (${reason}). Put the same folder back, for example mount its disk: new articles wait in memory${waiting}, and ${LATER}`;
  if (STALE.test(reason))
    return `The store cannot be written: ${reason}. Stored articles are served. New articles${lost} are not stored: the next start fetches again those that the feeds still list.`;
  return `${describeRefusal(reason)} Stored articles are served. New articles wait in memory${waiting}, and ${WRITTEN}`;
};
