// Holds the first load against its budget: gzipped JavaScript and CSS of the entry and of what it
// imports, read from Vite's manifest. Fonts are not counted: text shows before they arrive.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const STATIC = new URL('../../src/resume_builder/web/static/', import.meta.url);
const FIRST_LOAD_KB = 75;
const LAZY_KB = 35;

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', STATIC), 'utf8'));

function files(key, seen = new Set()) {
  const chunk = manifest[key];
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const css of chunk.css ?? []) seen.add(css);
  for (const next of chunk.imports ?? []) files(next, seen);
  return seen;
}

const weigh = (names) =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, STATIC))).length, 0) /
  1000;

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const shell = files(entry);
// Whoever does not read English loads one more file, and waits for it too.
const packs = Object.keys(manifest).filter((key) => /i18n\/packs\/\w+\.ts$/.test(key));
const pack = Math.max(...packs.map((key) => weigh([manifest[key].file])));
const routes = Object.keys(manifest).filter((key) => /features\/[^/]+\/index\.ts$/.test(key));
let failed = false;
function report(name, kb, limit) {
  failed ||= kb > limit;
  console.log(`${kb > limit ? 'over' : 'ok'}  ${name}: ${kb.toFixed(1)} of ${limit} kB gzip`);
}

// A page's own words come beside it, in the one language that is spoken.
function words(route) {
  const own = new RegExp(`i18n/${route.split('/').at(-2)}/\\w+\\.json$`);
  const texts = Object.keys(manifest).filter((key) => own.test(key));
  return Math.max(0, ...texts.map((key) => weigh([manifest[key].file])));
}

for (const route of routes) {
  const all = files(route, new Set(shell));
  const kb = weigh(all) + pack + words(route);
  report(`first load of ${route}, with a language`, kb, FIRST_LOAD_KB);
  report(`${route} alone`, weigh([...all].filter((name) => !shell.has(name))), LAZY_KB);
}
if (routes.length === 0) report('first load', weigh(shell), FIRST_LOAD_KB);
process.exit(failed ? 1 : 0);
