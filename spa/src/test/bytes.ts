/** The bytes of everything in a value, as a file of the browser would hold them. */
export function bytesOf(value: unknown): string {
  // Buffers of WebCrypto come from another realm than the test's, so `instanceof` does not know them.
  if (Object.prototype.toString.call(value) === '[object ArrayBuffer]') {
    return String.fromCharCode(...new Uint8Array(value as ArrayBuffer));
  }
  if (ArrayBuffer.isView(value)) return bytesOf(value.buffer);
  if (value && typeof value === 'object') {
    return Object.entries(value)
      .map(([name, one]) => name + bytesOf(one))
      .join('\n');
  }
  return String(value);
}
