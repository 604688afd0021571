/** What can stand beside the lines. */
export const SIDES = ['page', 'file', 'check'] as const;
export type Side = (typeof SIDES)[number];

/** The panes; where there is no room for them side by side, they are tabs. */
export type TabName = 'coverage' | 'lines' | Side;
