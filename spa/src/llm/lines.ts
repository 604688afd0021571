/** The two ways in which vendors cut their streams: server-sent events, and JSON by the line. */

/**
 * Lines of a stream, wherever its bytes are cut. A last one without its end is left out: what does
 * not end was cut. `onBytes` hears of every read.
 */
async function* lines(body: ReadableStream<Uint8Array>, onBytes: () => void) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      onBytes();
      if (done) return;
      const whole = (rest + decoder.decode(value, { stream: true })).split(/\r?\n/);
      rest = whole.pop() ?? '';
      yield* whole;
    }
  } finally {
    // Whoever stops reading early lets the server stop, too; an aborted stream says so again here.
    reader.cancel().catch(() => undefined);
  }
}

/** How to read the events of a stream: each as the JSON it carries. */
export type Cutting = (
  body: ReadableStream<Uint8Array>,
  onBytes: () => void,
) => AsyncGenerator<string>;

/** The data of server-sent events, up to the `[DONE]` with which some vendors end. */
export const sse: Cutting = async function* (body, onBytes) {
  let data: string[] = [];
  for await (const line of lines(body, onBytes)) {
    if (line.startsWith('data:')) data.push(line.slice(5));
    else if (line === '' && data.length > 0) {
      const event = data.join('\n').trim();
      if (event === '[DONE]') return;
      yield event;
      data = [];
    }
  }
};

/** One JSON value a line. */
export const ndjson: Cutting = async function* (body, onBytes) {
  for await (const line of lines(body, onBytes)) if (line.trim()) yield line;
};
