import { api } from '../../../api/client';
import { day, t } from '../../../i18n/t.svelte';
import { clock } from '../clock';

/** What ends sessions, by the names of the account's log. */
const ENDS = new Set([
  'session_ended',
  'sessions_ended',
  'password_changed',
  'password_reset',
  'signed_out',
  'disabled',
]);

/** Say what ended a session between two moments, as the account's log has it; empty for unknown. */
export async function whyEnded([since, until]: readonly [number, number]): Promise<string> {
  const { events } = await api.call('get_audit');
  const event = events.find(({ kind, at }) => {
    const moment = Date.parse(at);
    return ENDS.has(kind) && since <= moment && moment <= until;
  });
  if (!event) return '';
  const { at, device, text } = event;
  return t('signin.had_ended', { what: text, device, day: day(at), time: clock(at) });
}
