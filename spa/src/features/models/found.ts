import type { Connection, Fault, Tested } from '../../llm';
import { t, tn } from '../../i18n/t.svelte';
import { money } from '../../ui/money';
import { allowing, START, type Command } from './commands';

/** What a test found, in words: what happened, what to do, and what to copy. */
export interface Told {
  good: boolean;
  /** The key is at fault. */
  isKey: boolean;
  title: string;
  lines: readonly string[];
  /** The vendor's own words. */
  said: string;
  host: string;
  commands: readonly Command[];
  /** After a command something else is to be done. */
  after: boolean;
}

const LOCAL = ['ollama', 'compatible'] as const;
type Local = (typeof LOCAL)[number];
const isLocal = (vendor: string): vendor is Local => (LOCAL as readonly string[]).includes(vendor);

/** Say what a test of a connection found. */
export function tell(to: Connection, tested: Tested, origin = location.origin): Told {
  return tested.ok ? good(to, tested) : bad(to, tested.fault, origin);
}

function good(to: Connection, tested: Extract<Tested, { ok: true }>): Told {
  const { host } = new URL(to.base);
  const count = tested.models.length;
  const lines = [];
  if (tested.limited) lines.push(t('models.ok_limited'));
  else lines.push(count ? tn('models.ok_models', count) : t('models.ok_empty'));
  if (tested.credit !== null) lines.push(t('models.ok_credit', { credit: money(tested.credit) }));
  else if (to.key) lines.push(t('models.ok_no_credit'));
  const isEmpty = to.vendor === 'ollama' && count === 0;
  const title = t(to.key ? 'models.ok' : 'models.ok_keyless', { host });
  const commands = isEmpty ? pull('qwen3:8b') : [];
  return { good: true, isKey: false, title, lines, said: '', host, commands, after: false };
}

function bad(to: Connection, fault: Fault, origin: string): Told {
  const { kind, host, status, said, retryAfter } = fault;
  const vendor = t(`models.vendor.${to.vendor}`);
  const params = { host, status, vendor, origin, model: to.model };
  const isPulled = kind === 'no_model' && to.vendor === 'ollama';
  const fix = t(isPulled ? 'models.fix.no_model_ollama' : `models.fix.${kind}`, params);
  const lines = fix.split('\n');
  if (retryAfter) lines.push(t('models.wait', { seconds: Math.ceil(retryAfter / 1000) }));
  const title = t(`models.fault.${kind}`, params);
  const after = kind === 'origin_refused';
  const isKey = kind === 'wrong_key' || kind === 'limited_key';
  const commands = help(to, kind, origin);
  return { good: false, isKey, title, lines, said, host, commands, after };
}

function help(to: Connection, kind: Fault['kind'], origin: string): readonly Command[] {
  if (!isLocal(to.vendor)) return [];
  if (kind === 'not_running') return START[to.vendor];
  if (kind === 'origin_refused') return allowing(to.vendor, origin);
  return kind === 'no_model' && to.vendor === 'ollama' ? pull(to.model) : [];
}

const pull = (model: string): Command[] => [{ system: 'linux', text: `ollama pull ${model}` }];
