/** A run of words that two wordings share, or that only one of them has. */
export interface Run {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Words beyond which two texts are shown whole: no line of a résumé is that long. */
const LONGEST = 400;

/** Return what became of a wording, word by word: the longest common part stays. */
export function changes(before: string, after: string): Run[] {
  const a = before.split(/\s+/).filter(Boolean);
  const b = after.split(/\s+/).filter(Boolean);
  if (a.length > LONGEST || b.length > LONGEST) {
    return join([...a.map(run('gone')), ...b.map(run('new'))]);
  }
  const common = lengths(a, b);
  const runs: Run[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [old, next] = [a[i], b[j]];
    if (old !== undefined && old === next) {
      runs.push({ kind: 'same', text: old });
      i++;
      j++;
    } else if (
      old !== undefined &&
      (next === undefined || at(common, i + 1, j) >= at(common, i, j + 1))
    ) {
      runs.push({ kind: 'gone', text: old });
      i++;
    } else {
      runs.push({ kind: 'new', text: next ?? '' });
      j++;
    }
  }
  return join(runs);
}

function run(kind: Run['kind']): (text: string) => Run {
  return (text) => ({ kind, text });
}

/** The length of the longest common part of what is left from each place on. */
function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    for (let j = b.length - 1; j >= 0; j--) {
      const longer = Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
      row[j] = a[i] === b[j] ? at(rows, i + 1, j + 1) + 1 : longer;
    }
  }
  return rows;
}

function at(rows: readonly number[][], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}

function join(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const { kind, text } of runs) {
    const last = joined.at(-1);
    if (last?.kind === kind) last.text += ` ${text}`;
    else joined.push({ kind, text });
  }
  return joined;
}
