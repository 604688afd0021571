import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { firstSpoken } from './i18n/locales';
import { language } from './i18n/t.svelte';
import { preferences } from './state/preferences.svelte';

async function start(): Promise<void> {
  const target = document.getElementById('app');
  if (!target) return;
  // Words that cannot be fetched leave the page in English, never empty.
  await language
    .use(preferences.language ?? firstSpoken(navigator.languages))
    .catch(() => undefined);
  mount(App, { target });
}

void start();
