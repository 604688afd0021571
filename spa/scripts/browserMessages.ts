import type { Plugin } from 'vite';

/** What only whoever starts the site or uses the command line reads, in a terminal. */
const TERMINAL = /^(cli|serve|settings|skills)\./;

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
