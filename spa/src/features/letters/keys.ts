/** What single keys do beside a letter, for the list of them. */
export const KEYS = [
  ['J', 'letters.keys.next'],
  ['K', 'letters.keys.previous'],
  ['X', 'letters.keys.switch'],
  ['E', 'letters.keys.edit'],
  ['N', 'letters.keys.new'],
] as const;
