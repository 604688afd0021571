import type { PreviewPage } from '../../../api/types';
import { ownerOf } from '../outline';

type Places = PreviewPage['places'];
export type Box = Places[number]['boxes'][number];

/** How far beside a line a press still means it, in points. */
const NEAR = 5;

/** Return the path of the field at a point of the page (in points), the nearest one; null for none. */
export function placeAt(places: Places, x: number, y: number): string | null {
  let found: string | null = null;
  let nearest = NEAR;
  for (const { path, boxes } of places) {
    for (const box of boxes) {
      const away = distance(box, x, y);
      if (away >= nearest) continue;
      nearest = away;
      found = path;
    }
  }
  return found;
}

/** Return the boxes of a field; of one that has none, those of the entry that it belongs to. */
export function boxesOf(places: Places, path: string): Box[] {
  const own = places.filter((place) => place.path === path);
  if (own.length > 0) return own.flatMap(({ boxes }) => boxes);
  if (/h\d+$/.test(path)) return [];
  const owner = ownerOf(path);
  if (owner === 'basics') return [];
  const near = places.filter((place) => place.path === owner || place.path.startsWith(`${owner}.`));
  return near.slice(0, 1).flatMap(({ boxes }) => boxes);
}

function distance([left, top, width, height]: Box, x: number, y: number): number {
  const across = Math.max(left - x, 0, x - left - width);
  const down = Math.max(top - y, 0, y - top - height);
  return Math.hypot(across, down);
}
