import { expect, test } from 'vitest';
import { explainRefusal } from '../../../src/domain/store/explain-refusal.ts';

test.each([
  [
    'ENOSPC: no space left on device, write',
    'is full (ENOSPC: no space left on device, write). Free some space on it. Stored articles are served. New articles wait in memory, and',
  ],
  ['database or disk is full', 'is full (database or disk is full). Free some space on it.'],
  [
    'EROFS: read-only file system',
    'is read-only (EROFS: read-only file system). Make it writable, also for the service or container of this process; if it was writable before, look at the system log for errors of this disk.',
  ],
  [
    'EACCES: permission denied',
    'may not write to the data folder (EACCES: permission denied). Make this user the owner of its files.',
  ],
  [
    'EMFILE: too many open files',
    'Too many files are open (EMFILE: too many open files). Raise the limit of open files, and restart.',
  ],
  [
    'EDQUOT: disk quota exceeded',
    'The disk quota of this user is used up (EDQUOT: disk quota exceeded). Delete other files of this user, or raise the quota.',
  ],
  [
    'EIO: i/o error',
    'reports errors (EIO: i/o error). Look at the system log, and replace the disk if it is failing.',
  ],
  [
    '/data was removed or replaced while this process ran',
    'is gone (/data was removed or replaced while this process ran). Put the same folder back, for example mount its disk: new articles wait in memory, and are then written. If you cannot put it back, or if only the file lock was removed, stop this process, restore a backup if data is lost, and start it again; it then fetches again the articles that the feeds still list.',
  ],
  ["ENOENT: no such file or directory, open '/data/log/x'", 'a part of it is gone (ENOENT'],
  ['attempt to write a readonly database', 'The disk of the data folder is read-only (attempt'],
  [
    'the folder is locked by process 7',
    'Another process holds the lock of the data folder (the folder is locked by process 7). Stop it, or wait until it ends.',
  ],
  ['disk I/O error', 'The disk of the data folder reports errors (disk I/O error).'],
  [
    'another process has written to the folder: restart this process',
    'The store cannot be written: another process has written to the folder: restart this process. Stored articles are served. New articles are not stored: the next start',
  ],
  [
    'another one',
    'The store cannot be written (another one). Correct the cause. Stored articles are served.',
  ],
])('a disk that refuses because of %s is explained: what happened, and what to do', (reason, text) => {
  expect(explainRefusal(reason)).toContain(text);
});

test('while a disk refuses to write, it is said how much waits, how much may wait, and what becomes of it', () => {
  expect(explainRefusal('ENOSPC', 1_940_000, 64_000_000)).toBe(
    'The disk of the data folder is full (ENOSPC). Free some space on it. Stored articles are served. New articles wait in memory (1.9 of at most 64 MB), and are written when the folder can be written again; if this process stops before that, the next start fetches again those that the feeds still list.',
  );
  expect(explainRefusal('ENOSPC')).toContain('New articles wait in memory, and are written');
});

test('a process that may never write again does not promise to write what waits', () => {
  expect(
    explainRefusal(
      'the log in the folder has changed since this process read it: restart this process',
      1_940_000,
      64_000_000,
    ),
  ).toBe(
    'The store cannot be written: the log in the folder has changed since this process read it: restart this process. Stored articles are served. New articles (1.9 MB) are not stored: the next start fetches again those that the feeds still list.',
  );
});
