/** The finding that the text was set smaller to fit: told where the pages are chosen, calmly. */
export const TIGHTENED = 'render.tightened';
