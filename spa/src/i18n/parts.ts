import type { Locale } from './locales';
import { language, type Loader } from './t.svelte';
import { verdicts } from './verdicts';

type Texts = Record<string, string>;

/** The words of parts of the client that are not in its first load, by path: `./proposals/de.json`. */
const FILES = import.meta.glob<Texts>(['./{handover,model,proposals}/*.json'], {
  import: 'default',
});

const own =
  (part: string): Loader =>
  async (tag: Locale) =>
    (await FILES[`./${part}/${tag}.json`]?.()) ?? {};

/** What each part says beside the words of the first load; a loader stands once, so it loads once. */
const PARTS = {
  handover: [own('handover')],
  proposals: [own('proposals'), own('model'), verdicts],
} as const satisfies Record<string, readonly Loader[]>;
export type Part = keyof typeof PARTS;

/** Fetch a part of the client together with its words. Rejects when either cannot be fetched. */
export async function withWords<Module>(part: Part, module: Promise<Module>): Promise<Module> {
  const [loaded] = await Promise.all([module, ...PARTS[part].map((load) => language.learn(load))]);
  return loaded;
}
