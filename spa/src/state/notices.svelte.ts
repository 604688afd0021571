/** Passing messages: a toast to see, and a line that a screen reader says. */
export interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'error';
  action?: { label: string; run: () => void };
}

class Notices {
  #toasts = $state.raw<readonly Toast[]>([]);
  /** What the polite live region says. */
  spoken = $state('');
  #next = 1;

  get toasts(): readonly Toast[] {
    return this.#toasts;
  }

  /** Say something to screen readers only. */
  say(text: string): void {
    // The same sentence twice must be a change, or it is not spoken again.
    this.spoken = this.spoken === text ? `${text}\u00a0` : text;
  }

  show(text: string, action?: Toast['action']): void {
    this.#add({ id: this.#next++, text, kind: 'done', ...(action ? { action } : {}) });
  }

  fail(text: string): void {
    this.#add({ id: this.#next++, text, kind: 'error' });
  }

  dismiss(id: number): void {
    this.#toasts = this.#toasts.filter((toast) => toast.id !== id);
  }

  #add(toast: Toast): void {
    this.#toasts = [...this.#toasts, toast].slice(-3);
  }
}

export const notices = new Notices();
