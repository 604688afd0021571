import { api } from '../api/client';
import { MODEL_ROUTES } from '../api/modelRoutes';
import { learnRoutes } from '../api/routes';
import type { Catalogue, CatalogueModel, ModelRun } from '../api/types';
import type { Connection, Listed, Usage, Vendor } from '../llm/driver';

learnRoutes(MODEL_ROUTES);

const MILLION = 1_000_000;
/** How long before a model retires its person is told. */
const NOTICE_DAYS = 60;
const DAY_MS = 86_400_000;
const LOOPBACK = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/;

export type { CatalogueModel } from '../api/types';

/** What one should know of a model before a run: it ends soon, has ended, or will cost more. */
export interface Warning {
  kind: 'retires' | 'retired' | 'dearer';
  /** ISO date of that day. */
  day: string;
  /** Of `dearer`: what output costs from that day, in USD per million tokens. */
  output?: number;
}

/** Which models there are, as the site tells it: fetched once, when it is first asked for. */
class CatalogueState {
  #told = $state.raw<Catalogue | null>(null);
  #loading: Promise<void> | null = null;

  /** Fetch it unless it is there. Throws ApiError, NetworkError; the next call tries again. */
  load(): Promise<void> {
    if (this.#told) return Promise.resolve();
    this.#loading ??= this.#fetch().finally(() => (this.#loading = null));
    return this.#loading;
  }

  get loaded(): boolean {
    return this.#told !== null;
  }

  /** When prices were fetched; null before they are here, and for those that came with the site. */
  get asOf(): string | null {
    return this.#told?.as_of ?? null;
  }

  /** The day from which a vendor's prices are known to be out of date, null for none. */
  markedSince(vendor: Vendor): string | null {
    return this.#told?.vendors.find(({ id }) => id === vendor)?.marked_since ?? null;
  }

  /** The models that a vendor offers, newest first; none for those on one's own machine. */
  models(vendor: Vendor): readonly CatalogueModel[] {
    return this.#told?.vendors.find(({ id }) => id === vendor)?.models ?? [];
  }

  /** The model of exactly this id: one whose id only begins alike has another price. */
  find(vendor: Vendor, id: string): CatalogueModel | null {
    return this.models(vendor).find((model) => model.id === id) ?? null;
  }

  /** The model to begin with at a vendor. */
  suggested(vendor: Vendor): CatalogueModel | null {
    return this.models(vendor).find((model) => model.suggested) ?? null;
  }

  async #fetch(): Promise<void> {
    this.#told = await api.call('get_catalogue');
  }
}

export const catalogue = new CatalogueState();

/** Return today as the prices count it: an ISO date in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Return the price of a day for a run with this much input, in USD per million tokens. */
export function priceOf(
  model: CatalogueModel,
  day: string,
  input = 0,
): CatalogueModel['prices'][number] | null {
  const days = model.prices.map((price) => price.from ?? '').sort();
  const begins = days.filter((from) => from <= day).at(-1) ?? days[0];
  const steps = model.prices.filter((price) => (price.from ?? '') === begins);
  const fitting = steps.filter((price) => input > price.above_tokens);
  const [first, ...others] = fitting.length > 0 ? fitting : steps.slice(0, 1);
  if (!first) return null;
  return others.reduce((most, one) => (one.above_tokens > most.above_tokens ? one : most), first);
}

/** Return what tokens that the vendor counted cost in USD, null where no price is known. */
export function costOf(
  model: CatalogueModel | null,
  { input, output, cached }: Omit<Usage, 'cost'>,
  day = today(),
): number | null {
  const price = model && priceOf(model, day, input);
  if (!price) return null;
  const held = Math.min(cached, input);
  const read = (input - held) * price.input + held * (price.cached ?? price.input);
  return (read + output * price.output) / MILLION;
}

/**
 * Return what a run will cost in USD, null where no price is known. Tokens are as the site
 * estimates them; of some makers' models the same words are more. `day` is an ISO date.
 */
export function estimate(
  model: CatalogueModel | null,
  input: number,
  output: number,
  day = today(),
): number | null {
  const tokens = model?.tokens ?? 1;
  return costOf(model, { input: input * tokens, output: output * tokens, cached: 0 }, day);
}

/** Return what runs there cost without any price list: 0 on one's own machine, else null. */
function free(to: Pick<Connection, 'vendor' | 'base'>): 0 | null {
  return to.vendor === 'ollama' || LOOPBACK.test(to.base) ? 0 : null;
}

/** Return what a run at a connection will cost in USD, null where nobody knows. */
export function estimateAt(
  to: Pick<Connection, 'vendor' | 'base' | 'model'>,
  input: number,
  output: number,
  day = today(),
): number | null {
  return free(to) ?? estimate(catalogue.find(to.vendor, to.model), input, output, day);
}

/** Return what a run cost in USD: as its vendor told it, else by its tokens; null: nobody knows. */
export function actual(
  to: Pick<Connection, 'vendor' | 'base' | 'model'>,
  usage: Usage,
  day = today(),
): number | null {
  return usage.cost ?? free(to) ?? costOf(catalogue.find(to.vendor, to.model), usage, day);
}

/** Add a run to the person's month; return what it cost in USD, null where nobody knows. */
export async function noteSpend(
  to: Pick<Connection, 'vendor' | 'base' | 'model'>,
  usage: Usage,
  purpose: ModelRun['purpose'],
): Promise<number | null> {
  const body: ModelRun = {
    vendor: to.vendor,
    model: to.model,
    purpose,
    input_tokens: usage.input,
    output_tokens: usage.output,
    cached_tokens: usage.cached,
    cost_usd: usage.cost ?? free(to),
  };
  return (await api.call('note_spend', { body })).cost_usd;
}

/** Return what one should know of a model on a day, the nearest first; null for nothing. */
export function warningOf(
  model: Pick<CatalogueModel, 'retires' | 'prices'>,
  day = today(),
): Warning | null {
  const soon = new Date(Date.parse(day) + NOTICE_DAYS * DAY_MS).toISOString().slice(0, 10);
  const { retires } = model;
  if (retires && retires <= day) return { kind: 'retired', day: retires };
  if (retires && retires <= soon) return { kind: 'retires', day: retires };
  const now = outputFrom(model, day);
  for (const from of model.prices.map((price) => price.from).sort()) {
    const then = from && from > day && from <= soon ? outputFrom(model, from) : null;
    if (from && then && now && then > now) return { kind: 'dearer', day: from, output: then };
  }
  return null;
}

function outputFrom(model: Pick<CatalogueModel, 'prices'>, day: string): number | null {
  return priceOf(model as CatalogueModel, day)?.output ?? null;
}

/**
 * Return the models that the vendor lists for this key, with what the catalogue knows of each. The
 * vendor's own dates and lengths count before the catalogue's; a model without a price stays one.
 */
export function withPrices(vendor: Vendor, listed: readonly Listed[]): CatalogueModel[] {
  return listed.map((one) => {
    const known = catalogue.find(vendor, one.id);
    return {
      ...(known ?? UNKNOWN),
      id: one.id,
      name: known?.name ?? (one.name || one.id),
      context: one.context || (known?.context ?? 0),
      released: one.released ?? known?.released ?? null,
      retires: one.retires ?? known?.retires ?? null,
    };
  });
}

const UNKNOWN: Omit<CatalogueModel, 'id' | 'name' | 'context' | 'released' | 'retires'> = {
  max_output: 0,
  structured: false,
  prices: [],
  suggested: false,
  small: false,
  tokens: 1,
};
