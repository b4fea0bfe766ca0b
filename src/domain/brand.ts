declare const brand: unique symbol;

/** A value whose type has a name. The compiler refuses a plain value, or a value with another name, in its place. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

export type NonEmpty<Element> = readonly [Element, ...Element[]];
