/** The door to models: the browser calls them, the drivers come when they are needed. */
import { diagnose } from './diagnose';
import {
  Fault,
  type Ask,
  type Connection,
  type Driver,
  type Listed,
  type Outcome,
  type Tested,
  type Vendor,
} from './driver';
import { hostOf } from './faults';

export { diagnose };
export * from './driver';

/** Where each vendor is, unless a person says otherwise. */
export const HOSTS: Record<Vendor, string> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  gemini: 'https://generativelanguage.googleapis.com/v1',
  openrouter: 'https://openrouter.ai/api/v1',
  compatible: 'http://localhost:1234/v1',
  ollama: 'http://localhost:11434',
};

export async function driverOf(vendor: Vendor): Promise<Driver> {
  return (await import('./drivers')).DRIVERS[vendor];
}

/** Ask a model. Throws a Fault that is already diagnosed, or the signal's reason. */
export async function ask(to: Connection, what: Ask): Promise<Outcome> {
  return diagnosed(to, what.signal, (driver) => driver.ask(to, what));
}

/** List the models that a key may use. Throws as `ask` does. */
export async function list(to: Connection, signal: AbortSignal): Promise<readonly Listed[]> {
  return diagnosed(to, signal, (driver) => driver.list(to, signal));
}

/**
 * Try a connection without asking the model anything, so that it costs nothing. Throws only the
 * signal's reason. That a key is accepted does not say that there is credit.
 */
export async function test(to: Connection, signal: AbortSignal): Promise<Tested> {
  try {
    const credit = await diagnosed(to, signal, (driver) => driver.credit?.(to, signal) ?? null);
    const models = await list(to, signal);
    if (!isAmong(models, to.model)) throw new Fault('no_model', hostOf(to.base));
    return { ok: true, models, limited: false, credit };
  } catch (error) {
    signal.throwIfAborted();
    const fault = await diagnose(to, error);
    // A key may be allowed to ask and not to list; Google refuses such a key both.
    const limited = fault.kind === 'limited_key' && to.vendor !== 'gemini';
    return limited ? { ok: true, models: [], limited, credit: null } : { ok: false, fault };
  }
}

/** Whether a list has a model: "llama3" is also "llama3:latest"; of "-latest" names lists are silent. */
const isAmong = (models: readonly Listed[], model: string): boolean =>
  !model ||
  model.endsWith('-latest') ||
  models.some(({ id }) => id === model || id.startsWith(`${model}:`) || model.startsWith(`${id}:`));

async function diagnosed<Result>(
  to: Connection,
  signal: AbortSignal,
  call: (driver: Driver) => Result | Promise<Result>,
): Promise<Result> {
  const driver = await driverOf(to.vendor);
  try {
    return await call(driver);
  } catch (error) {
    signal.throwIfAborted();
    throw await diagnose(to, error);
  }
}
