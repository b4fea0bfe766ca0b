declare const brand: unique symbol;

/** A text or number that must not be mixed up with another of the same shape. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

export type NonEmpty<Element> = readonly [Element, ...Element[]];
