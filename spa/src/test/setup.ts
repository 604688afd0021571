import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';
import 'fake-indexeddb/auto';
import { ALL, withWords } from '../i18n/parts';

configure({ asyncUtilTimeout: 10_000 });

// Tests show parts without going through the doors that bring their words.
await Promise.all(ALL.map((part) => withWords(part, Promise.resolve())));

// What jsdom has no picture or layout for.
Object.assign(globalThis, { CSS: { supports: () => true } });
HTMLImageElement.prototype.decode = async () => undefined;
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};
globalThis.scrollTo = () => undefined;
