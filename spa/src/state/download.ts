/** Give the person an answer's body as a file, under the name that the server gave it. */
export async function keepFile(answer: Response, fallback: string): Promise<string> {
  const name = fileName(answer.headers.get('content-disposition')) ?? fallback;
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the file by the next turn; some versions of Safari need longer.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return name;
}

/** Return the file name of a Content-Disposition header (RFC 6266). */
export function fileName(header: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  if (encoded) {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return null;
    }
  }
  return /filename="([^"]*)"/i.exec(header ?? '')?.[1] ?? null;
}
