import type { Plugin } from 'vite';

/**
 * What is told in a terminal alone: to whoever starts the site or uses the command line, which is
 * also the one place where a check of rewritten lines reports.
 */
const TERMINAL = /^(cli|serve|settings|skills|truth|reply)\./;

/** Leaves out of the server's catalogues what no browser is ever told. */
export function browserMessages(folder: string): Plugin {
  return {
    name: 'browser-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(folder) || !id.endsWith('.json')) return null;
      const all = Object.entries(JSON.parse(code) as Record<string, string>);
      return JSON.stringify(Object.fromEntries(all.filter(([key]) => !TERMINAL.test(key))));
    },
  };
}
