/** How large pages are shown: 0 fits the width, else a share of their printed size. */
export type Zoom = number;

export const FIT: Zoom = 0;
export const ACTUAL: Zoom = 1;
/** A point is 4/3 of a pixel. */
const PIXELS = 4 / 3;
const STEPS: readonly Zoom[] = [0.25, 0.33, 0.5, 0.67, 0.8, ACTUAL, 1.25, 1.5, 2, 3];
const SMALLEST = 0.25;
const LARGEST = 3;
/** Nearer than this to a step is at it. */
const NEAR = 0.02;

/** Return the next larger (1) or smaller (-1) step from what is shown; the last one stays. */
export function step(shown: number, by: 1 | -1): Zoom {
  const next =
    by > 0 ? STEPS.find((one) => one > shown + NEAR) : STEPS.findLast((one) => one < shown - NEAR);
  return next ?? (by > 0 ? LARGEST : SMALLEST);
}

/** Return a zoom within its limits, as fingers ask for it. */
export function within(zoom: number): Zoom {
  return Math.round(Math.min(Math.max(zoom, SMALLEST), LARGEST) * 100) / 100;
}

export function pixels(points: number, zoom: Zoom): number {
  return Math.round(points * PIXELS * zoom);
}

export function shareOf(shownPixels: number, points: number): number {
  return shownPixels / (points * PIXELS);
}

export function asZoom(value: unknown): Zoom {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? within(value) : FIT;
}
