import type { Letter, LetterChange, LetterForm, Sentence } from '../api/types';
import { resumeRecord } from './sample.ts';

/** What the composer says of the invented nurse: text, the lines it rests on, what it serves. */
const SAID: [number, string, string[], string[]][] = [
  [1, 'I am writing about the position of {role} at {company}.', [], []],
  [1, 'What follows is from my own work, line by line.', [], []],
  [
    2,
    'At Lakehead General Hospital I have been relief charge about two shifts a month since 2023.',
    ['w1h2'],
    ['r2'],
  ],
  [
    2,
    'There I precepted four new-graduate nurses through twelve-week orientations.',
    ['w1h4'],
    ['r5'],
  ],
  [
    2,
    'I was the Epic super user for the 2022 upgrade and trained 18 colleagues on the new flowsheets.',
    ['w1h3'],
    ['r6'],
  ],
  [2, 'With the falls committee I helped write the hourly rounding checklist.', ['w1h5'], ['r7']],
  [3, 'I would be glad to talk about how this fits your unit.', [], []],
];
const SENTENCES = { short: [0, 2, 3, 6], medium: [0, 1, 2, 3, 4, 6], long: [0, 1, 2, 3, 4, 5, 6] };
const CLOSING = { plain: 'Regards', warm: 'Warm regards', formal: 'Yours faithfully' };
export const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'nl', 'pt'];
const PLACES = { role: 'Charge Nurse', company: 'Halden Valley Medical Center' };

const lineOf = (id: string): string =>
  resumeRecord('r')
    .reading.resume.work.flatMap((entry) => entry.highlights)
    .find((line) => line.id === id)?.text ?? '';

/** Letters of the server in memory: composed by rote, changed by the API's rules. */
export class FakeLetters {
  readonly kept = new Map<string, Letter>();
  #next = 1;

  begin(tailoring: string, form: LetterForm): Letter {
    const id = `l${this.#next++}`;
    const made = set({
      ...{ id, version: 1, tailoring_id: tailoring, kind: form.kind, recipient: '' },
      ...{ created_at: `2026-11-24T16:00:0${this.#next}Z`, date: '24 November 2026' },
      ...{ tone: form.tone, length: form.length, language: form.language ?? 'en' },
      languages: LANGUAGES,
      ...{ subject: 'Charge Nurse', greeting: 'Dear hiring team,', closing: '', words: 0 },
      ...{ signature: 'Maren Oyelaran, RN, BSN', sentences: [], findings: [], pages: [], text: '' },
      file_name: 'Maren Oyelaran - Letter - Halden Valley Medical Center.pdf',
    });
    this.kept.set(id, made);
    return made;
  }

  of(tailoring: string): Letter[] {
    return [...this.kept.values()].filter((letter) => letter.tailoring_id === tailoring);
  }

  /** Apply a change; null where it names a sentence that is not there. */
  change(before: Letter, given: LetterChange): Letter | null {
    const { sentences, answers, add, ...rest } = given;
    let own = before.sentences;
    for (const { id, text, kept } of sentences ?? []) {
      if (!own.some((one) => one.id === id)) return null;
      own = own.map((one) => (one.id === id ? reworded(one, text, kept) : one));
    }
    for (const { sentence, says } of answers ?? []) {
      const verdict = says === 'yes' ? 'supported' : 'unsupported';
      const ruled = { verdict, question: null } as const;
      own = own.map((one) => (one.id === sentence ? { ...one, ...ruled } : one));
    }
    for (const { id: named, paragraph, text } of add ?? []) {
      const id = named ?? `own${this.#next++}`;
      own = own.filter((one) => one.id !== id);
      if (text) own = [...own, sentence(id, paragraph, text, 'person')];
    }
    const form = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
    const after = set({ ...before, ...form, sentences: own, version: before.version + 1 });
    this.kept.set(before.id, after);
    return after;
  }

  /** Put a model's sentences in: one that asks, and one that is refused. */
  propose(letter: Letter): Letter {
    const asked: Sentence = {
      ...sentence('ask1', 2, 'I read telemetry rhythms on the step-down beds.', 'model'),
      ...{ verdict: 'ask', sources: quotes(['w1h1']), serves: ['r4'] },
      question: {
        ...{ key: 'q', code: 'truth.added.words', params: { text: 'telemetry rhythms' } },
        ...{ entryId: 'w1', whole: false },
      },
    };
    const refused: Sentence = {
      ...sentence('bad1', 2, 'I cut patient falls by 60% across all sites.', 'model'),
      ...{ verdict: 'unsupported', sources: quotes(['w1h5']), serves: ['r7'] },
      reasons: [
        { kind: 'unsupported', code: 'truth.added.new', params: { text: '60%' }, span: [21, 24] },
      ],
    };
    const after = set({
      ...letter,
      sentences: [...letter.sentences, asked, refused],
      version: letter.version + 1,
    });
    this.kept.set(letter.id, after);
    return after;
  }
}

function reworded(one: Sentence, text?: string | null, kept?: boolean | null): Sentence {
  const words = text === null ? one.proposed : (text ?? one.text);
  const isOwn = words !== one.proposed;
  const ruled = isOwn ? ({ verdict: 'own' } as const) : {};
  const back = text === null ? ({ verdict: 'supported' } as const) : {};
  return { ...one, text: words, ...back, ...ruled, ...(kept == null ? {} : { kept }) };
}

function quotes(ids: string[]): Sentence['sources'] {
  return ids.map((id) => ({ id, text: lineOf(id) }));
}

function sentence(
  id: string,
  paragraph: number,
  text: string,
  origin: Sentence['origin'],
): Sentence {
  const isOwn = origin === 'person';
  return {
    ...{ id, paragraph, text, proposed: isOwn ? '' : text, sources: [], serves: [], origin },
    ...{ verdict: isOwn ? 'own' : 'supported', reasons: [], question: null, kept: true },
  };
}

/** Compose what the form asks for, around what the person wrote and what is ruled on already. */
function set(of: Letter): Letter {
  const composed = SENTENCES[of.kind === 'message' ? 'short' : of.length].flatMap((n) => {
    const [paragraph, text, lines, serves] = SAID[n] ?? [1, '', [], []];
    const words = text.replace(/\{(role|company)\}/g, (_, k: 'role' | 'company') => PLACES[k]);
    const id = `c${n}`;
    const known = of.sentences.find((one) => one.id === id);
    return known ?? { ...sentence(id, paragraph, words, 'rules'), sources: quotes(lines), serves };
  });
  const others = of.sentences.filter(({ id }) => !/^c\d$/.test(id));
  const sentences = [...composed, ...others].sort((a, b) => a.paragraph - b.paragraph);
  const kept = sentences.filter((one) => one.kept && /^(supported|own)$/.test(one.verdict));
  const body = [1, 2, 3]
    .map((n) => kept.filter((one) => one.paragraph === n).map((one) => one.text))
    .map((texts) => texts.join(' '));
  const closing = CLOSING[of.tone];
  const text = [of.greeting, ...body, `${closing}\n${of.signature}`].filter(Boolean).join('\n\n');
  const sha256 = (of.version.toString(16) + 'b'.repeat(64)).slice(0, 64);
  const pages = of.kind === 'letter' ? [{ number: 1, width: 612, height: 792, sha256 }] : [];
  return { ...of, sentences, closing, text, pages, words: body.join(' ').split(' ').length };
}

/** A picture of a letter's page. */
export function drawLetter(letter: Letter): string {
  const rows = [letter.signature, letter.date, letter.recipient, letter.subject, letter.text]
    .flatMap((part) => part.split('\n'))
    .flatMap((line) => line.match(/.{1,88}(\s|$)|^$/g) ?? [''])
    .map((line, i) => {
      const words = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      return `<text x="72" y="${90 + i * 17}" font-family="serif" font-size="11">${words}</text>`;
    });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="612" height="792" viewBox="0 0 612 792"><rect width="612" height="792" fill="#fff"/>${rows.join('')}</svg>`;
}
