/** What single keys do in the review, for the list of them. */
export const KEYS = [
  ['J', 'review.keys.next'],
  ['K', 'review.keys.previous'],
  ['X', 'review.keys.switch'],
  ['E', 'review.keys.edit'],
  ['D', 'review.keys.trace'],
  ['C', 'review.keys.check'],
  ['F', 'review.keys.file'],
  ['Esc', 'review.keys.back'],
] as const;
