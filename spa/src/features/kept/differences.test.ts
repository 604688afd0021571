import { expect, test } from 'vitest';
import { differences } from './differences';

const WIDTH = 120;
const HEIGHT = 90;

/** A white picture with black rectangles. */
function picture(...marks: [x: number, y: number, width: number, height: number][]) {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (const [left, top, width, height] of marks) {
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++)
        data.fill(0, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3);
    }
  }
  return data;
}

const boxes = (a: Uint8ClampedArray, b: Uint8ClampedArray) => differences(a, b, WIDTH, HEIGHT);

test('equal pictures have no part that differs', () => {
  expect(boxes(picture([10, 10, 8, 8]), picture([10, 10, 8, 8]))).toEqual([]);
});

test('a faint edge is how curves are drawn, and no difference', () => {
  const smoothed = picture();
  smoothed.fill(215, 0, 400);
  expect(boxes(picture(), smoothed)).toEqual([]);
});

test('words of a line are one part, and what stands apart is another, from above', () => {
  const found = boxes(picture(), picture([60, 70, 10, 6], [6, 10, 8, 6], [24, 10, 8, 6]));
  expect(found).toHaveLength(2);
  const [line, other] = found;
  expect(line).toMatchObject({ x: 6, width: 30 });
  expect(other?.y).toBeGreaterThan(60);
  for (const { x, y, width, height } of found) {
    expect(x >= 0 && y >= 0 && width > 0 && height > 0).toBe(true);
  }
});

test('whatever changed lies within a part', () => {
  for (let at = 0; at < 40; at++) {
    const mark: [number, number, number, number] = [(at * 7) % 110, (at * 11) % 80, 3, 5];
    const [found] = boxes(picture(), picture(mark));
    const [x, y, width, height] = mark;
    expect(found?.x).toBeLessThanOrEqual(x);
    expect(found?.y).toBeLessThanOrEqual(y);
    expect((found?.x ?? 0) + (found?.width ?? 0)).toBeGreaterThanOrEqual(x + width);
    expect((found?.y ?? 0) + (found?.height ?? 0)).toBeGreaterThanOrEqual(y + height);
  }
});
