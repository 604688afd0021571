import type { operations } from './schema';

/** The operations of models and their cost, which only what asks a model calls. */
export const MODEL_ROUTES = {
  get_model_host: ['GET', '/session/model-host'],
  confirm_model_host: ['PUT', '/session/model-host'],
  forget_model_host: ['DELETE', '/session/model-host'],
  get_catalogue: ['GET', '/catalogue'],
  note_spend: ['POST', '/spend'],
  get_spend: ['GET', '/spend'],
} as const satisfies Partial<
  Record<keyof operations, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>
>;

export type ModelRoutes = typeof MODEL_ROUTES;
