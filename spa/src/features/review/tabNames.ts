/** The panes; where there is no room for them side by side, they are tabs. */
export type TabName = 'coverage' | 'lines' | 'page' | 'file';
