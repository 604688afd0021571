import type { Locale } from './locales';
import { language, type Loader } from './t.svelte';
import { verdicts } from './verdicts';

type Texts = Record<string, string>;

/** The words of parts of the client that are not in its first load, by path: `./proposals/de.json`. */
const FILES = import.meta.glob<Texts>(
  ['./{check,file,handover,keys,known,look,model,proposals,trace}/*.json'],
  {
    import: 'default',
  },
);

const own =
  (part: string): Loader =>
  async (tag: Locale) =>
    (await FILES[`./${part}/${tag}.json`]?.()) ?? {};

const model = own('model');

/** What each part says beside the words of the first load; a loader stands once, so it loads once. */
const PARTS = {
  check: [own('check')],
  file: [own('file')],
  handover: [own('handover')],
  keys: [own('keys')],
  known: [own('known'), model, verdicts],
  look: [own('look')],
  proposals: [own('proposals'), model, verdicts],
  trace: [own('trace'), model],
} as const satisfies Record<string, readonly Loader[]>;
export type Part = keyof typeof PARTS;

/** Fetch a part of the client together with its words. Rejects when either cannot be fetched. */
export async function withWords<Module>(part: Part, module: Promise<Module>): Promise<Module> {
  const [loaded] = await Promise.all([module, ...PARTS[part].map((load) => language.learn(load))]);
  return loaded;
}
