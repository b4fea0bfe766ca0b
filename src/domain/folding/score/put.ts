/** Takes the next measure of two articles; true counts as 1. */
export type Put = (value: number | boolean) => void;
