import { spawnSync } from 'node:child_process';
import { mustSkip } from './skip.ts';

/** Returns true if the program is installed; else returns false and prints the Debian package that has it. */
export const isInstalled = (program: string, debianPackage: string): boolean => {
  const { status } = spawnSync('sh', ['-c', `command -v ${program}`]);
  return !mustSkip(status !== 0, `${program} is not installed; apt-get install ${debianPackage} brings it`);
};
