import type { Plugin } from 'vite';

/** What is only read in a terminal, or in the files that the server writes. */
const UNSEEN = /^(cli|paper|serve|settings|skills)\./;

/** What is only said beside a proposal, which comes later: `en.json?verdicts` holds it alone. */
const VERDICTS = /^(check|reply|truth)\./;

/** Leaves out of the server's catalogues what no browser is told, or not at once. */
export function browserMessages(folder: string): Plugin {
  return {
    name: 'browser-messages',
    enforce: 'pre',
    transform(code, id) {
      const [file = '', part] = id.split('?');
      if (!file.startsWith(folder) || !file.endsWith('.json')) return null;
      const wanted = (key: string) =>
        VERDICTS.test(key) === (part === 'verdicts') && !UNSEEN.test(key);
      const all = Object.entries(JSON.parse(code) as Record<string, string>);
      const words = JSON.stringify(Object.fromEntries(all.filter(([key]) => wanted(key))));
      // A name with a query is no JSON file to the bundler.
      return part ? { code: `export default ${words}`, moduleType: 'js' } : words;
    },
  };
}
