import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkStore } from '../../src/store/check-store.ts';
import type { StoreKit } from './contract.ts';
import { newFolder, openedStore } from './opened-store.ts';

/** How the contract opens the JSON store. */
export const JSON_KIT: StoreKit = {
  newHome: newFolder,
  open: openedStore,
  check: checkStore,
  forgetIndex: (folder) => rm(join(folder, 'index'), { recursive: true }),
};
