import type { Range } from './sources';

/**
 * A piece of the file's text. `path` names the field or line that was read from it ("w1.position",
 * "w1h3"); `left` is its number among the texts that found no place. Both are null between them.
 */
export interface Passage {
  start: number;
  end: number;
  text: string;
  path: string | null;
  left: number | null;
}

/** A block is cut at the next line's end from this many characters on. */
const BLOCK = 2000;
/** What stands between two fields of a line that found no place may be a comma. */
const WORD = /[\p{L}\p{N}]/u;

/** Where the texts stand that found no place: each is a whole line of the file. */
export function leftovers(text: string, unmatched: readonly string[]): Range[] {
  const numbers = new Map(unmatched.map((line, i) => [line, String(i)]));
  const found: Range[] = [];
  let start = 0;
  for (const line of numbers.size ? text.split('\n') : []) {
    const words = line.trim();
    const path = numbers.get(words);
    const from = start + line.indexOf(words);
    if (path) found.push({ path, start: from, end: from + words.length });
    start += line.length + 1;
  }
  return found;
}

/**
 * Cut a text at the ends of all ranges, losing nothing. Where fields overlap ("BSc in Nursing" is
 * a degree, and "Nursing" its subject) the narrowest names the piece.
 */
export function passages(
  text: string,
  fields: readonly Range[],
  unmatched: readonly Range[],
): Passage[] {
  const opening = [
    ...fields.map((range) => ({ ...range, isField: true })),
    ...unmatched.map((range) => ({ ...range, isField: false })),
  ].sort((a, b) => a.start - b.start);
  const cuts = new Set([0, text.length, ...opening.flatMap(({ start, end }) => [start, end])]);
  const found: Passage[] = [];
  let open: typeof opening = [];
  let next = 0;
  const inOrder = [...cuts].sort((a, b) => a - b);
  inOrder.slice(0, -1).forEach((start, i) => {
    const end = inOrder[i + 1] ?? text.length;
    open = open.filter((range) => range.end > start);
    for (; opening[next]?.start === start; next++) open.push(...opening.slice(next, next + 1));
    const field = narrowest(open.filter((range) => range.isField));
    const left = !field && WORD.test(text.slice(start, end)) ? open[0] : undefined;
    found.push({
      start,
      end,
      text: text.slice(start, end),
      path: field?.path ?? null,
      left: left ? Number(left.path) : null,
    });
  });
  return found;
}

function narrowest(ranges: readonly Range[]): Range | undefined {
  return ranges.reduce<Range | undefined>(
    (best, range) => (!best || range.end - range.start < best.end - best.start ? range : best),
    undefined,
  );
}

/** Group passages into blocks that end where a line ends between two passages. */
export function blocks(all: readonly Passage[]): Passage[][] {
  const found: Passage[][] = [];
  let block: Passage[] = [];
  let size = 0;
  for (const passage of all) {
    const cut = passage.path === null && passage.left === null ? passage.text.indexOf('\n') : -1;
    const [before, after] = size + cut >= BLOCK && cut >= 0 ? split(passage, cut) : [passage, null];
    // A bare line break leaves nothing on either side; an empty piece would start where the next does.
    if (before.text) block.push(before);
    size += before.text.length;
    if (!after) continue;
    found.push(block);
    block = after.text ? [after] : [];
    size = after.text.length;
  }
  return [...found, block].filter((one) => one.length > 0);
}

/** Cut at a line's end, which goes with neither part: the blocks stand on lines of their own. */
function split(passage: Passage, at: number): [Passage, Passage] {
  const middle = passage.start + at;
  return [
    { ...passage, end: middle, text: passage.text.slice(0, at) },
    { ...passage, start: middle + 1, text: passage.text.slice(at + 1) },
  ];
}
