// Holds the first load against its budget: gzipped JavaScript and CSS of the entry and of what it
// imports, read from Vite's manifest. Fonts are not counted: text shows before they arrive. The
// drivers of models are held against a budget of their own.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const STATIC = new URL('../../src/resume_builder/web/static/', import.meta.url);
const FIRST_LOAD_KB = 75;
const LAZY_KB = 35;
const DRIVERS_KB = 8;

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

// Built alone: in the client's own build some of them lies in the chunk of the page that asks.
// What loads parts of a page belongs to the shell, and is weighed there.
async function weighDrivers() {
  const loader = 'loader';
  const { output } = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('../src/llm/index.ts', import.meta.url)),
        preserveEntrySignatures: 'strict',
        output: { codeSplitting: { groups: [{ name: loader, test: /vite\/preload-helper/ }] } },
      },
    },
  });
  const own = output.filter(({ name }) => name !== loader);
  return own.reduce((sum, { code }) => sum + gzipSync(code).length, 0) / 1000;
}

report('all drivers of models', await weighDrivers(), DRIVERS_KB);
process.exit(failed ? 1 : 0);
