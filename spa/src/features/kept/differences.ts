/** A part of a page, in the page's points. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Pixels are looked at in squares of so many; a stroke of a letter fills a few of them. */
const CELL = 6;
/** Two pixels differ where a channel does by more: less is how curves are smoothed. */
const SEEN = 56;

/**
 * Return the parts in which two pictures of one size (RGBA, row by row) differ, from above: changed
 * squares that touch, or nearly do, are one part.
 */
export function differences(
  before: Uint8ClampedArray,
  now: Uint8ClampedArray,
  width: number,
  height: number,
): Box[] {
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const changed = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (differs(before, now, (y * width + x) * 4)) {
        changed[Math.floor(y / CELL) * columns + Math.floor(x / CELL)] = 1;
      }
    }
  }
  return parts(changed, columns, rows).sort((a, b) => a.y - b.y || a.x - b.x);
}

function differs(before: Uint8ClampedArray, now: Uint8ClampedArray, at: number): boolean {
  for (let i = at; i < at + 3; i++) {
    if (Math.abs((before[i] ?? 0) - (now[i] ?? 0)) > SEEN) return true;
  }
  return false;
}

/** Words of a line stand so many squares apart, lines fewer. */
const REACH = { across: 3, down: 1 };

function parts(changed: Uint8Array, columns: number, rows: number): Box[] {
  const boxes: Box[] = [];
  for (let start = 0; start < changed.length; start++) {
    if (changed[start] !== 1) continue;
    const [left, top, right, bottom] = spread(changed, start, columns, rows);
    boxes.push({
      x: left * CELL,
      y: top * CELL,
      width: (right - left + 1) * CELL,
      height: (bottom - top + 1) * CELL,
    });
  }
  return boxes;
}

/** Take a part out of `changed`, and return its bounds in squares. */
function spread(
  changed: Uint8Array,
  start: number,
  columns: number,
  rows: number,
): [left: number, top: number, right: number, bottom: number] {
  let [left, top] = [start % columns, Math.floor(start / columns)];
  let [right, bottom] = [left, top];
  const next = [start];
  changed[start] = 0;
  for (let cell = next.pop(); cell !== undefined; cell = next.pop()) {
    const [x, y] = [cell % columns, Math.floor(cell / columns)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    for (let j = Math.max(0, y - REACH.down); j <= Math.min(rows - 1, y + REACH.down); j++) {
      const from = Math.max(0, x - REACH.across);
      for (let i = from; i <= Math.min(columns - 1, x + REACH.across); i++) {
        const other = j * columns + i;
        if (changed[other] !== 1) continue;
        changed[other] = 0;
        next.push(other);
      }
    }
  }
  return [left, top, right, bottom];
}
