import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { language } from '../i18n/t.svelte';
import { preferences } from '../state/preferences.svelte';
import LanguageMenu from './LanguageMenu.svelte';

const kept = () => localStorage.getItem('resume-builder.preferences');

afterEach(async () => {
  preferences.keep(true);
  preferences.language = null;
  await language.use('en');
});

test('a language is chosen by its own name, with keys alone, and kept', async () => {
  const user = userEvent.setup();
  render(LanguageMenu);
  await user.tab();
  expect(screen.getByRole('button', { name: 'Language: English' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('menuitemradio', { name: 'English' })).toBeChecked();
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('menuitemradio', { name: 'Deutsch' })).toHaveAttribute('lang', 'de');
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('button', { name: 'Sprache: Deutsch' })).toHaveFocus();
  expect(kept()).toContain('"language":"de"');
});

test('a shared computer keeps no choice', async () => {
  preferences.keep(false);
  const user = userEvent.setup();
  render(LanguageMenu);
  await user.click(screen.getByRole('button', { name: 'Language: English' }));
  await user.click(screen.getByRole('menuitemradio', { name: 'Español' }));
  await waitFor(() => expect(language.tag).toBe('es'));
  expect(kept()).toBeNull();
});
