import type { RenderOptions, Says, TailoringChange } from '../api/types';

/**
 * Changes of a tailoring by path: `line/<highlight>` is a switch (null leaves it to the plan),
 * `text/<path>` a wording ("" is the file's own), `decision/<proposal>` an acceptance (null takes it
 * back), `answer/<proposal>` what is said to its question, `options` how the page is set.
 */
export type Change = boolean | null | string | Options;

/** What of the render options the person chooses here; what is not sent stays as it is. */
export type Options = Omit<RenderOptions, 'level'>;

export function chosen(options: Options): Options {
  const own: Partial<RenderOptions> = { ...options };
  delete own.level;
  return own as Options;
}

export type Changes<Value = Change> = Record<string, Value>;

/** Return changes as the API takes them. */
export function toRequest(changes: Changes): TailoringChange {
  const request: TailoringChange = {};
  for (const [path, value] of Object.entries(changes)) {
    if (path.startsWith('line/')) {
      (request.switches ??= {})[path.slice(5)] = value as boolean | null;
    } else if (path.startsWith('text/')) {
      (request.edits ??= []).push({ path: path.slice(5), text: value as string });
    } else if (path.startsWith('decision/')) {
      (request.decisions ??= {})[path.slice(9)] = value as boolean | null;
    } else if (path.startsWith('answer/')) {
      (request.answers ??= []).push({ proposal: path.slice(7), says: value as Says });
    } else {
      request.options = chosen(value as Options);
    }
  }
  return request;
}

export function isEmpty(changes: Record<string, unknown>): boolean {
  return Object.keys(changes).length === 0;
}
