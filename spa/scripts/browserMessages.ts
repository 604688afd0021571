import type { Plugin } from 'vite';

/**
 * What no page says: words for a terminal or for the files that the server writes, titles of
 * refusals, and refusals that the client mends itself or that only one screen meets. A refusal
 * brings its words in the page's language, so those are told all the same.
 */
const UNSAID =
  /^(allowance|audit|auth|catalogue|certificate|cli|coverage|documents|handshake|jobs|mail|model|model_host|paper|problem|request|serve|server|session|settings|share|skills|vault)\.|^store\.(folder|no_|not_|unsafe)|^posting\.(fetch|page)_|^reading\.(no_document|too_long)$/;

/** What is only said beside suggestions, facts, letters and what a model read: `en.json?verdicts` holds it alone. */
const VERDICTS =
  /^(check|ledger|letter|reply|truth)\.|^reading\.(no_place|no_quote|not_in|nothing_quoted|planted|reply_)/;

/** Leaves out of the server's catalogues what no browser is told, or not at once. */
export function browserMessages(folder: string): Plugin {
  return {
    name: 'browser-messages',
    enforce: 'pre',
    transform(code, id) {
      const [file = '', part] = id.split('?');
      if (!file.startsWith(folder) || !file.endsWith('.json')) return null;
      const wanted = (key: string) =>
        VERDICTS.test(key) === (part === 'verdicts') && !UNSAID.test(key);
      const all = Object.entries(JSON.parse(code) as Record<string, string>);
      const words = JSON.stringify(Object.fromEntries(all.filter(([key]) => wanted(key))));
      // A name with a query is no JSON file to the bundler.
      return part ? { code: `export default ${words}`, moduleType: 'js' } : words;
    },
  };
}
