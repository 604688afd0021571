/** Letters and digits that nobody takes for one another; 32, so that five bits pick one evenly. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const IN_A_GROUP = 4;

/** Return a password of 80 random bits that can be read out: "k7mv-p2rt-9xqd-h4ws". */
export function madeUp(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(GROUPS * IN_A_GROUP));
  const signs = Array.from(bytes, (byte) => SIGNS.charAt(byte % SIGNS.length));
  return Array.from({ length: GROUPS }, (_, i) =>
    signs.slice(i * IN_A_GROUP, (i + 1) * IN_A_GROUP).join(''),
  ).join('-');
}
