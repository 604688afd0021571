/** Line figures on a 24 px grid. `solid` is filled with the ink, `cut` is drawn in the paper. */
export interface Figure {
  line?: string;
  solid?: string;
  cut?: string;
  dashed?: string;
}

export const FIGURES = {
  arrow: { line: 'M4 12h15m0 0-5-5m5 5-5 5' },
  ask: { line: 'M9 9.2a3.1 3.1 0 1 1 4.6 2.7c-1 .6-1.6 1.2-1.6 2.4M12 17.8v.2' },
  caret: { line: 'M5 18l7-12 7 12' },
  check: { line: 'm5 12.5 4.5 4.5L19 7.5' },
  copy: { line: 'M8 8h11v12H8zM5 16V4h11' },
  down: { line: 'm6 9.5 6 6 6-6' },
  download: { line: 'M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M4 19.5h16' },
  edit: { line: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.500 7l3.500 3.500' },
  file: { line: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 15.5h6' },
  globe: {
    line: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M3.500 12h17M12 3.500c-5 5-5 12 0 17M12 3.500c5 5 5 12 0 17',
  },
  info: { line: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M12 11v5.500M12 7.700v.2' },
  keyboard: {
    line: 'M3 7h18v11H3zM6.5 10.5v.01M10 10.5v.01M13.5 10.5v.01M17 10.5v.01M8 14.5h8',
  },
  left: { line: 'm14.5 6-6 6 6 6' },
  link: {
    line: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  },
  lock: { line: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3' },
  loop: {
    line: 'M4 18.500c5 0 9.500-3.500 11-8 1-3.200 0-6-2.200-6S9.600 7.500 11 11.500s4.500 7 9 7',
  },
  mark: { line: 'M5 2.5h14v19H5zM8 7h8M8 10h3.5m-2 8 3.5-6 3.5 6' },
  minus: { line: 'M5 12h14' },
  mode: {
    line: 'M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0',
    solid: 'M12 4a8 8 0 0 1 0 16z',
  },
  moon: { line: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z' },
  person: { line: 'M8.500 8a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0M5 20a7 7 0 0 1 14 0' },
  plus: { line: 'M12 5v14M5 12h14' },
  redo: { line: 'M16 5l4 4-4 4M19.5 9H9a5 5 0 0 0 0 10h4' },
  right: { line: 'm9.5 6 6 6-6 6' },
  source: { line: 'M5 4h14v16H5zM8.5 8.5h7M8.5 15.5h7M8 12h8' },
  sun: {
    line: 'M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.600 18.400 7 17M17 7l1.400-1.400',
  },
  target: { line: 'M5 5v15M5 5h12l-2.5 4L17 13H5' },
  trash: { line: 'M5 7h14M9.5 7V4.500h5V7M7 7l1 13h8l1-13M10.500 10.500v6M13.500 10.500v6' },
  undo: { line: 'M8 5 4 9l4 4M4.5 9H15a5 5 0 0 1 0 10h-4' },
  upload: { line: 'M12 15V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4' },
  warn: { line: 'M12 4 2.8 20h18.400zM12 10v4.500M12 17.300v.2' },
  x: { line: 'M6 6l12 12M18 6 6 18' },
  demonstrated: { solid: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0', cut: 'm7.8 12.4 3 3 5.6-6' },
  listed: {
    line: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0',
    solid: 'M3.5 12a8.5 8.5 0 0 0 17 0z',
  },
  adjacent: {
    dashed: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0',
    line: 'M7.5 12.8c1.500-2.200 3-2.200 4.500-.8s3 1.400 4.500-.8',
  },
  missing: { line: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0' },
} as const satisfies Record<string, Figure>;

export type IconName = keyof typeof FIGURES;
