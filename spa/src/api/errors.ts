/** A refusal of the server: a stable code with parameters, from problem+json. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: Record<string, unknown> = {},
    readonly detail = '',
  ) {
    super(`${code} (${status})`);
    this.name = 'ApiError';
  }
}

/** No answer came: the server cannot be reached, or the connection broke. */
export class NetworkError extends Error {
  readonly code = 'network';
  constructor() {
    super('network');
    this.name = 'NetworkError';
  }
}

/** Read a refusal's body; one that is no problem+json (a proxy's page) becomes `http.<status>`. */
export async function toApiError(answer: Response): Promise<ApiError> {
  const fallback = new ApiError(answer.status, `http.${answer.status}`);
  if (!answer.headers.get('content-type')?.includes('json')) return fallback;
  const body: unknown = await answer.json().catch(() => null);
  if (!isRecord(body) || typeof body['code'] !== 'string') return fallback;
  const params = isRecord(body['params']) ? body['params'] : {};
  const detail = typeof body['detail'] === 'string' ? body['detail'] : '';
  return new ApiError(answer.status, body['code'], params, detail);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
