import type { Comparison, PageImage } from '../../api/types';
import { pageAddress } from '../../api/routes';
import { differences, type Box } from './differences';

/** A page as it was kept and as it would be now; one of them is missing where pages came or went. */
export interface Pair {
  number: number;
  width: number;
  height: number;
  before: string | null;
  now: string | null;
  same: boolean;
}

/** Return the pages of a comparison, side by side. */
export function pairs(id: string, { before, now }: Comparison): Pair[] {
  const address = (page?: PageImage) => (page ? pageAddress('documents', id, page.sha256) : null);
  const count = Math.max(before.length, now.length);
  return Array.from({ length: count }, (_, i) => {
    const [old, next] = [before[i], now[i]];
    return {
      number: i + 1,
      width: Math.max(old?.width ?? 0, next?.width ?? 0),
      height: Math.max(old?.height ?? 0, next?.height ?? 0),
      before: address(old),
      now: address(next),
      same: old?.sha256 === next?.sha256,
    };
  });
}

/** Return where a pair looks different, drawn at one pixel a point. Rejects when it cannot be drawn. */
export async function seen({ before, now, width, height, same }: Pair): Promise<Box[]> {
  if (same) return [];
  const [w, h] = [Math.round(width), Math.round(height)];
  if (!before || !now) return [{ x: 0, y: 0, width: w, height: h }];
  const [a, b] = await Promise.all([draw(before, w, h), draw(now, w, h)]);
  return differences(a, b, w, h);
}

async function draw(address: string, width: number, height: number): Promise<Uint8ClampedArray> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}
