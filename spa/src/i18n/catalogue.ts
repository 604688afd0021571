import type account from './account/en.json';
import type admin from './admin/en.json';
import type check from './check/en.json';
import type checks from './checks/en.json';
import type crossed from './crossed/en.json';
import type data from './data/en.json';
import type file from './file/en.json';
import type handover from './handover/en.json';
import type kept from './kept/en.json';
import type keys from './keys/en.json';
import type known from './known/en.json';
import type letters from './letters/en.json';
import type look from './look/en.json';
import type model from './model/en.json';
import type models from './models/en.json';
import type outbox from './outbox/en.json';
import type page from './page/en.json';
import type papers from './papers/en.json';
import type person from './person/en.json';
import type plans from './plans/en.json';
import type proposals from './proposals/en.json';
import type questions from './questions/en.json';
import type reading from './reading/en.json';
import type review from './review/en.json';
import type sample from './sample/en.json';
import type security from './security/en.json';
import shell from './shell/en.json';
import type shared from './shared/en.json';
import type sharing from './sharing/en.json';
import type signin from './signin/en.json';
import type spend from './spend/en.json';
import type start from './start/en.json';
import type texts from './texts/en.json';
import type trace from './trace/en.json';
import type unknownPage from './unknown/en.json';
import type writing from './writing/en.json';

/** English, which every other language is held against: the same keys, the same places to fill. */
export const english = shell;

/** The words that come with a part of the client: a page, or what is asked for on one. */
type Later = typeof account &
  typeof admin &
  typeof check &
  typeof checks &
  typeof crossed &
  typeof data &
  typeof file &
  typeof handover &
  typeof kept &
  typeof keys &
  typeof known &
  typeof letters &
  typeof look &
  typeof model &
  typeof models &
  typeof outbox &
  typeof page &
  typeof papers &
  typeof person &
  typeof plans &
  typeof proposals &
  typeof questions &
  typeof reading &
  typeof review &
  typeof sample &
  typeof security &
  typeof shared &
  typeof sharing &
  typeof signin &
  typeof spend &
  typeof start &
  typeof texts &
  typeof trace &
  typeof unknownPage &
  typeof writing;
export type Key = keyof typeof english | keyof Later;

/** A key with a form for one and a form for many, named without its ending. */
export type CountKey = {
  [K in Key]: K extends `${infer Stem}.other` ? Stem : never;
}[Key];

/** The words of one language that are there at once: ours, and the server's by their codes. */
export interface Pack {
  texts: Record<keyof typeof english, string>;
  server: Record<string, string>;
}
