import type proposals from './proposals/en.json';
import handover from './handover/en.json';
import review from './review/en.json';
import shell from './shell/en.json';
import start from './start/en.json';

/** English, which every other language is held against: the same keys, the same places to fill. */
export const english = { ...shell, ...start, ...handover, ...review };

/** Words of the first load, and those that come with a lazy part. */
export type Key = keyof typeof english | keyof typeof proposals;

/** A key with a form for one and a form for many, named without its ending. */
export type CountKey = {
  [K in Key]: K extends `${infer Stem}.other` ? Stem : never;
}[Key];

/** The words of one language that are there at once: ours, and the server's by their codes. */
export interface Pack {
  texts: Record<keyof typeof english, string>;
  server: Record<string, string>;
}
