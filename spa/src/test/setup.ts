import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';
import 'fake-indexeddb/auto';

configure({ asyncUtilTimeout: 10_000 });

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
