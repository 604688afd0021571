/**
 * Scroll an element into the middle of the pane it stands in. `scrollIntoView` would also move the
 * panes around it, which hide their overflow and have no way back.
 */
export function reveal(element: Element | null): void {
  let pane = element?.parentElement ?? null;
  while (pane && !/auto|scroll/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement;
  if (!element || !pane) return;
  const inside = element.getBoundingClientRect();
  const around = pane.getBoundingClientRect();
  const seen = inside.top >= around.top && inside.bottom <= around.bottom;
  if (seen) return;
  const room = Math.max(0, (around.height - inside.height) / 2);
  pane.scrollTop += inside.top - around.top - room;
}
