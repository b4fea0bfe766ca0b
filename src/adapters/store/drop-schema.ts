import { z } from 'zod';
import type { Drop } from '../../domain/item/drop.ts';
import { moment } from './moment-schema.ts';

const drop = z.looseObject({
  keys: z.array(z.string()),
  source: z.string(),
  title: z.string(),
  link: z.string(),
  at: moment,
  reason: z.string(),
} satisfies Record<keyof Drop, z.ZodType>);

/** Throws a `ZodError` on anything that is no drop. Fields it does not know are kept. */
export const readDrop = (value: unknown): Drop => drop.parse(value) as unknown as Drop;
