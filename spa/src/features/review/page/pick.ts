import { tick } from 'svelte';
import { reveal } from '../../../ui/reveal';
import type { Lines } from '../lines.svelte';
import type { Review } from '../review.svelte';
import type { TabName } from '../tabNames';

const SECTION = 'section:';

/** Put the keyboard where what was pressed on the page is edited. */
export async function pick(
  review: Review,
  lines: Lines,
  show: (tab: TabName) => void,
  path: string,
): Promise<void> {
  const section = path.startsWith(SECTION) ? path.slice(SECTION.length) : null;
  if (section === 'summary') return lines.open('basics.summary');
  if (section) {
    show('lines');
    await tick();
    const heading = document.getElementById(`h-${section}`);
    if (heading) heading.tabIndex = -1;
    heading?.focus({ preventScroll: true });
    reveal(heading);
    return;
  }
  await lines.back(path);
  // A line's words take the keyboard themselves: who points at them wants to write.
  if (!path.includes('.')) document.getElementById(`text-${path}`)?.focus({ preventScroll: true });
}

const PLACE = /^(?:text|line|card|check)-(.+)$/;

/** Return the path of the field that an element of the lines belongs to, null for none. */
export function pathOf(element: EventTarget | null): string | null {
  let at = element instanceof Element && element.closest('#p-lines') ? element : null;
  while (at) {
    const found = PLACE.exec(at.id);
    if (found) return found[1] ?? null;
    at = at.parentElement;
  }
  return null;
}
