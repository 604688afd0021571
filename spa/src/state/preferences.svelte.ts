import { isLocale, type Locale } from '../i18n/locales';
import { asZoom, FIT, type Zoom } from './zoom';

/** How the person likes the page. Kept in this browser, but not on a shared computer. */
export type Theme = 'system' | 'light' | 'dark';
interface Stored {
  theme: Theme;
  shortcuts: boolean;
  /** The language that was chosen here; null follows the browser's own. */
  language: Locale | null;
  /** How large pages are shown. */
  zoom: Zoom;
}
const KEY = 'resume-builder.preferences';
const DEFAULTS: Stored = { theme: 'system', shortcuts: true, language: null, zoom: FIT };

class Preferences {
  #values = $state.raw<Stored>(read());
  #lasting = true;

  constructor() {
    this.#show();
  }

  get theme(): Theme {
    return this.#values.theme;
  }

  set theme(theme: Theme) {
    this.#write({ ...this.#values, theme });
    this.#show();
  }

  /** Whether single letters are commands. */
  get shortcuts(): boolean {
    return this.#values.shortcuts;
  }

  set shortcuts(on: boolean) {
    this.#write({ ...this.#values, shortcuts: on });
  }

  get language(): Locale | null {
    return this.#values.language;
  }

  set language(language: Locale | null) {
    this.#write({ ...this.#values, language });
  }

  get zoom(): Zoom {
    return this.#values.zoom;
  }

  set zoom(zoom: Zoom) {
    this.#write({ ...this.#values, zoom });
  }

  /** Keep preferences in the browser, or nothing at all. */
  keep(lasting: boolean): void {
    this.#lasting = lasting;
    this.#write(this.#values);
  }

  #write(values: Stored): void {
    this.#values = values;
    try {
      if (this.#lasting) localStorage.setItem(KEY, JSON.stringify(values));
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing still shows the choice until the page is left.
    }
  }

  #show(): void {
    const { theme } = this.#values;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }
}

function read(): Stored {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Stored>;
    // What an older or newer client kept may be a language that this one does not speak.
    const language = isLocale(stored.language) ? stored.language : null;
    return { ...DEFAULTS, ...stored, language, zoom: asZoom(stored.zoom) };
  } catch {
    return DEFAULTS;
  }
}

export const preferences = new Preferences();
