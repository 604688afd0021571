interface Finger {
  x: number;
  y: number;
}

/**
 * Zoom an element by two fingers, or by the wheel with Ctrl, which is how a touchpad pinches.
 * `shown` is asked for the zoom when the fingers come down; `zoom` is told where they lead.
 */
export function pinch(shown: () => number, zoom: (to: number) => void) {
  return (node: HTMLElement): (() => void) => {
    const fingers = new Map<number, Finger>();
    let from = 0;
    let apart = 0;
    const distance = (): number => {
      const [a, b] = [...fingers.values()];
      return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
    };
    const down = (event: PointerEvent): void => {
      if (event.pointerType !== 'touch') return;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      from = shown();
      apart = distance();
    };
    const move = (event: PointerEvent): void => {
      if (!fingers.has(event.pointerId)) return;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (fingers.size === 2 && apart > 0) zoom((from * distance()) / apart);
    };
    const up = (event: PointerEvent): void => {
      fingers.delete(event.pointerId);
    };
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(shown() * Math.exp(-event.deltaY / 200));
    };
    node.addEventListener('pointerdown', down);
    node.addEventListener('pointermove', move);
    for (const end of ['pointerup', 'pointercancel'] as const) node.addEventListener(end, up);
    node.addEventListener('wheel', wheel, { passive: false });
    return () => {
      node.removeEventListener('pointerdown', down);
      node.removeEventListener('pointermove', move);
      for (const end of ['pointerup', 'pointercancel'] as const) node.removeEventListener(end, up);
      node.removeEventListener('wheel', wheel);
    };
  };
}
