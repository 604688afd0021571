/** The posting whose new reading the person is on the way to. */
let expected: string | null = null;

/** From another reading of it, the person comes to a posting: it is what they want to see. */
export function arriveAt(posting: string): void {
  expected = posting;
}

/** Whether the person is on the way to a posting's new reading. */
export function isArriving(posting: string): boolean {
  return expected === posting;
}

/** They are there; returns whether it is where they were going. */
export function arrive(posting: string): boolean {
  const there = isArriving(posting);
  if (there) expected = null;
  return there;
}
