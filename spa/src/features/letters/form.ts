import type { LetterForm } from '../../api/types';
import { language as spoken } from '../../i18n/t.svelte';

export const TONES = ['plain', 'warm', 'formal'] as const satisfies LetterForm['tone'][];
export const LENGTHS = ['short', 'medium', 'long'] as const satisfies LetterForm['length'][];
export type Kind = LetterForm['kind'];

/** The name of a language in the one that the page speaks: "German", "Deutsch". */
export function nameOf(tag: string): string {
  return new Intl.DisplayNames(spoken.tag, { type: 'language' }).of(tag) ?? tag;
}
