/** How a file's bytes become data and back. `parse` throws on what it would not have written. */
export type Format<Data> = {
  readonly parse: (bytes: Buffer) => Data;
  readonly stringify: (data: Data) => Buffer;
};
