import '@testing-library/jest-dom/vitest';
import 'fake-indexeddb/auto';

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
