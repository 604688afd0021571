/** One object of the list, when its brace has closed: what it says, and how it was written. */
export interface Item {
  value: Readonly<Record<string, unknown>>;
  raw: string;
}

/** Where the reader is: between objects, in a model's thoughts, in an object, in the list, behind it. */
type Place = 'prose' | 'thoughts' | 'object' | 'list' | 'done';
type Expected = 'key' | 'colon' | 'value' | 'comma';

const THOUGHTS = /<(think|thinking|thought|reasoning)>$/i;
const LONGEST_TAG = 12;
const SPACE = /\s/;
const OPENS = new Set(['{', '[']);
const CLOSES = new Set(['}', ']']);

/**
 * Reads a model's answer while it comes, and hands out each object of one list of it as soon as its
 * brace closes. What stands around the object (prose, fences, thoughts) is passed over, whatever
 * the pieces are cut at. It only looks for whole items: of what is broken or cut, the server's
 * reader makes what can be made, from the whole text.
 */
export class ListReader {
  #place: Place = 'prose';
  /** The last characters of prose or thoughts, as many as a tag can have. */
  #tail = '';
  #thought = '';
  /** Brackets that are open, outermost first. */
  #open: string[] = [];
  #expected: Expected = 'key';
  #inString = false;
  #escaped = false;
  #word = '';
  #key = '';
  /** The item that is being written, "" between items. */
  #raw = '';

  constructor(private readonly name: string) {}

  /** Whether the list has ended. */
  get done(): boolean {
    return this.#place === 'done';
  }

  /** Take the next piece of the answer; return the items that it completes. */
  push(piece: string): Item[] {
    const found: Item[] = [];
    for (const char of piece) {
      const item = this.#step(char);
      if (item) found.push(item);
    }
    return found;
  }

  #step(char: string): Item | null {
    switch (this.#place) {
      case 'done':
        return null;
      case 'thoughts':
        this.#think(char);
        return null;
      case 'prose':
        this.#look(char);
        return null;
      case 'object':
        this.#walk(char);
        return null;
      case 'list':
        return this.#collect(char);
    }
  }

  #think(char: string): void {
    this.#tail = (this.#tail + char.toLowerCase()).slice(-LONGEST_TAG);
    if (this.#tail.endsWith(`</${this.#thought}>`)) this.#leave();
  }

  #look(char: string): void {
    if (char === '{') {
      this.#enter();
      return;
    }
    this.#tail = (this.#tail + char).slice(-LONGEST_TAG);
    const tag = char === '>' ? THOUGHTS.exec(this.#tail) : null;
    if (!tag) return;
    this.#place = 'thoughts';
    this.#thought = (tag[1] ?? '').toLowerCase();
    this.#tail = '';
  }

  #enter(): void {
    this.#place = 'object';
    this.#open = ['{'];
    this.#expected = 'key';
    this.#inString = false;
  }

  /** It was no object, or one without the list: what follows is prose again. */
  #leave(): void {
    this.#place = 'prose';
    this.#tail = '';
    this.#open = [];
  }

  /** One character of an object, outside of the list. */
  #walk(char: string): void {
    if (this.#inString) {
      this.#spell(char);
      return;
    }
    if (SPACE.test(char)) return;
    if (this.#open.length > 1) this.#skip(char);
    else this.#member(char);
  }

  /** One character between the members of the outermost object. */
  #member(char: string): void {
    if (char === '"' && (this.#expected === 'key' || this.#expected === 'value')) {
      this.#inString = true;
      this.#word = '';
    } else if (char === ':' && this.#expected === 'colon') this.#expected = 'value';
    else if (char === ',' && this.#expected === 'comma') this.#expected = 'key';
    else if (this.#expected === 'value') this.#value(char);
    else if (this.#expected !== 'comma' || OPENS.has(char) || CLOSES.has(char)) this.#stray(char);
  }

  #value(char: string): void {
    if (char === '[' && this.#key === this.name) {
      this.#place = 'list';
      this.#open = [];
      return;
    }
    // What a number or a word is made of goes by until the comma.
    this.#expected = 'comma';
    if (OPENS.has(char)) this.#open.push(char);
    else if (CLOSES.has(char) || char === ',') this.#stray(char);
  }

  /** A character that no object has there: an object may begin with it all the same. */
  #stray(char: string): void {
    this.#leave();
    this.#look(char);
  }

  /** One character of a value that is not looked into. */
  #skip(char: string): void {
    if (char === '"') this.#inString = true;
    else if (OPENS.has(char)) this.#open.push(char);
    else if (CLOSES.has(char)) this.#open.pop();
  }

  /** One character of a string outside of the list. */
  #spell(char: string): void {
    const ends = this.#quoted(char);
    if (this.#open.length > 1) return;
    if (!ends) {
      this.#word += char;
      return;
    }
    const isKey = this.#expected === 'key';
    if (isKey) this.#key = this.#word;
    this.#expected = isKey ? 'colon' : 'comma';
  }

  /** Take a character of a string; whether the string ends with it. */
  #quoted(char: string): boolean {
    if (this.#escaped) this.#escaped = false;
    else if (char === '\\') this.#escaped = true;
    else if (char === '"') this.#inString = false;
    return !this.#inString;
  }

  /** One character of the list. */
  #collect(char: string): Item | null {
    if (this.#inString) {
      if (this.#open.length > 0) this.#raw += char;
      this.#quoted(char);
      return null;
    }
    if (this.#open.length === 0 && char === ']') this.#place = 'done';
    else if (char === '"') this.#inString = true;
    else if (OPENS.has(char)) this.#open.push(char);
    if (this.#open.length > 0) this.#raw += char;
    if (!CLOSES.has(char) || this.#open.pop() === undefined) return null;
    return this.#open.length === 0 ? this.#close() : null;
  }

  #close(): Item | null {
    const raw = this.#raw;
    this.#raw = '';
    const value = parsed(raw);
    return value ? { value, raw } : null;
  }
}

/** Items as one answer: what several calls brought together, or a cut one brought whole. */
export function answerOf(name: string, items: readonly Item[]): string {
  return `{${JSON.stringify(name)}:[${items.map(({ raw }) => raw).join(',')}]}`;
}

function parsed(raw: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(raw);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
