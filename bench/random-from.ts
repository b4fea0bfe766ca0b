/**
 * Makes Park and Miller's minimal standard generator of pseudo-random numbers. It returns a whole number from 0 to
 * `below` - 1; the same seed gives the same numbers.
 */
export const randomFrom = (seed: number): ((below: number) => number) => {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};
