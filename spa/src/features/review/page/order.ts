import type { Sheet } from '../../../api/types';
import type { Options } from '../../../state/changes';

type Section = Sheet['sections'][number];

/** Return sections in the order that the options ask for; those not named stay behind in theirs. */
export function ordered(sections: readonly Section[], { sections: names }: Options): Section[] {
  const place = (name: string): number => {
    const found = names.indexOf(name);
    return found < 0 ? names.length : found;
  };
  return [...sections].sort((a, b) => place(a.name) - place(b.name));
}

/** Return the names with one moved up (-1) or down (1); the same where it cannot go on. */
export function moved(names: readonly string[], name: string, by: 1 | -1): string[] {
  const from = names.indexOf(name);
  const other = names[from + by];
  if (other === undefined) return [...names];
  return names.map((one) => (one === name ? other : one === other ? name : one));
}

/** Return titles with one of the person's own; an empty one is the theme's again. */
export function titled(titles: Options['titles'], name: string, title: string): Options['titles'] {
  const others = Object.entries(titles).filter(([one]) => one !== name);
  const own = title.trim();
  return Object.fromEntries(own ? [...others, [name, own]] : others);
}

/** Return the places that a new page begins before, with one taken in or out. */
export function broken(breaks: Options['breaks'], name: string, on: boolean): string[] {
  const others = breaks.filter((one) => one !== name);
  return on ? [...others, name] : others;
}
