import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { ROOT } from '../product.ts';
import { slowFiles } from './slow-files.ts';

/** A folder of long tests. If they began last, they would delay the end of the run. */
const LONGEST = 'test/systemd/';

/** Runs slow files before fast files, also on a machine without earlier runs. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slow = new Set(slowFiles());
    const rank = ({ moduleId }: TestSpecification): number => {
      const file = path.relative(ROOT, moduleId);
      if (!slow.has(file)) return 2;
      return file.startsWith(LONGEST) ? 0 : 1;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
