import type { Section } from '../domain/explanation.ts';

/** Everything that happened to one item. */
export type Explained = {
  readonly title: string;
  readonly link?: string;
  readonly sections: readonly Section[];
};
