import type { Span } from '../../api/types';

/**
 * Cuts a text by the server's spans. They count characters (code points); a JavaScript string
 * counts UTF-16 units, so a text with an emoji needs its offsets moved.
 */
export class SpannedText {
  #offsets: number[] | null = null;

  constructor(readonly text: string) {
    if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return;
    const offsets: number[] = [];
    let units = 0;
    for (const character of text) {
      offsets.push(units);
      units += character.length;
    }
    this.#offsets = [...offsets, units];
  }

  /** Return where a character of the server's count starts in the string. */
  at(offset: number): number {
    return this.#offsets?.[offset] ?? offset;
  }

  cut(span: Span): string {
    return this.text.slice(this.at(span[0]), this.at(span[1]));
  }

  /** Return the number of the line that a span starts in, from 1. */
  line(span: Span): number {
    return this.text.slice(0, this.at(span[0])).split('\n').length;
  }
}

/** A piece of a text: `id` names the marked passage it is, or is null between passages. */
export interface Piece {
  id: string | null;
  text: string;
}

/** Cut a text into passages and what stands between them. A passage inside another is left out. */
export function pieces(text: SpannedText, marks: readonly { id: string; span: Span }[]): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  const inOrder = [...marks].sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
  for (const { id, span } of inOrder) {
    if (span[0] < end) continue;
    if (span[0] > end) found.push({ id: null, text: text.cut([end, span[0]]) });
    found.push({ id, text: text.cut(span) });
    end = span[1];
  }
  const rest = text.text.slice(text.at(end));
  return rest ? [...found, { id: null, text: rest }] : found;
}
