declare const brand: unique symbol;

/** A text or number whose type has a name. The compiler rejects a text or number of another name in its place. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

export type NonEmpty<Element> = readonly [Element, ...Element[]];
