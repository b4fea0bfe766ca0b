declare const brand: unique symbol;

/** A value whose type has a name. The compiler accepts no plain value in its place, nor one of another name. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

export type NonEmpty<Element> = readonly [Element, ...Element[]];
