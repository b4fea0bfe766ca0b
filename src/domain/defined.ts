/** Copies an object without the keys whose value is undefined. */
export const defined = <Value extends object>(value: Value): Defined<Value> => {
  const copy: Record<string, unknown> = {};
  for (const [key, held] of Object.entries(value)) if (held !== undefined) copy[key] = held;
  return copy as Defined<Value>;
};

type Defined<Value> = { [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key] } & {
  [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<Value[Key], undefined>;
};
