import { spawnSync } from 'node:child_process';

/** True where the program is installed; else says once which Debian package brings it, so that a skip is no silence. */
export const isInstalled = (program: string, debianPackage: string): boolean => {
  const { status } = spawnSync('sh', ['-c', `command -v ${program}`]);
  if (status !== 0)
    console.warn(`skipped: ${program} is not installed; apt-get install ${debianPackage} brings it`);
  return status === 0;
};
