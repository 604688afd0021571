import handover from './handover/en.json';
import review from './review/en.json';
import shell from './shell/en.json';
import start from './start/en.json';

/** English, which every other language is held against: the same keys, the same places to fill. */
export const english = { ...shell, ...start, ...handover, ...review };
export type Key = keyof typeof english;

/** A key with a form for one and a form for many, named without its ending. */
export type CountKey = {
  [K in Key]: K extends `${infer Stem}.other` ? Stem : never;
}[Key];

/** All words of one language: ours, and the server's by their codes. */
export interface Pack {
  texts: Record<Key, string>;
  server: Record<string, string>;
}
