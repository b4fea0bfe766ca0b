import { spawnSync } from 'node:child_process';
import { mustSkip } from './skip.ts';

/** True where the program is installed; else says which Debian package brings it. */
export const isInstalled = (program: string, debianPackage: string): boolean => {
  const { status } = spawnSync('sh', ['-c', `command -v ${program}`]);
  return !mustSkip(status !== 0, `${program} is not installed; apt-get install ${debianPackage} brings it`);
};
