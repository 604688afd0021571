/** All drivers, loaded as one file: apart they are smaller than what it takes to load them apart. */
import { driver as anthropic } from './anthropic';
import { driver as compatible } from './compatible';
import type { Driver, Vendor } from './driver';
import { driver as gemini } from './gemini';
import { driver as ollama } from './ollama';
import { driver as openai } from './openai';
import { driver as openrouter } from './openrouter';

export const DRIVERS: Record<Vendor, Driver> = {
  openai,
  anthropic,
  gemini,
  openrouter,
  compatible,
  ollama,
};
