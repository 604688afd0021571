import type { Locale } from './locales';
import { language, type Loader } from './t.svelte';
import { verdicts } from './verdicts';

type Texts = Record<string, string>;

/** The words of the parts of the client by path: `./review/de.json`. */
const FILES = import.meta.glob<Texts>(['./*/*.json', '!./shell/*.json'], { import: 'default' });

const own =
  (part: string): Loader =>
  async (tag: Locale) =>
    (await FILES[`./${part}/${tag}.json`]?.()) ?? {};

/** What each part says. A loader that parts share is one and the same, so it loads once. */
const data = own('data');
const model = own('model');
const page = own('page');
const person = own('person');
const spend = own('spend');
const start = own('start');
const PARTS = {
  account: [own('account'), own('security'), data, person, spend],
  admin: [own('admin'), person],
  data: [data],
  start: [start],
  reading: [own('reading'), model, verdicts],
  handover: [own('handover')],
  review: [own('review')],
  check: [own('check'), verdicts],
  checks: [own('checks'), model, verdicts],
  crossed: [own('crossed')],
  file: [own('file')],
  kept: [own('kept'), own('sharing'), model, person],
  keys: [own('keys')],
  known: [own('known'), model, verdicts],
  letters: [own('letters'), page, model, verdicts],
  look: [own('look')],
  models: [own('models'), person],
  outbox: [own('outbox')],
  page: [page],
  papers: [own('papers')],
  plans: [own('plans')],
  proposals: [own('proposals'), model, verdicts],
  questions: [own('questions'), start],
  sample: [own('sample')],
  shared: [own('shared'), person],
  signin: [own('signin'), person],
  texts: [own('texts'), person],
  trace: [own('trace'), model],
  unknown: [own('unknown')],
  writing: [own('writing'), model],
} as const satisfies Record<string, readonly Loader[]>;

export type Part = keyof typeof PARTS;
export const ALL = Object.keys(PARTS) as Part[];

/** Fetch a part of the client together with its words. Rejects when either cannot be fetched. */
export async function withWords<Module>(part: Part, module: Promise<Module>): Promise<Module> {
  const [loaded] = await Promise.all([module, ...PARTS[part].map((load) => language.learn(load))]);
  return loaded;
}
