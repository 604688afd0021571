import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { browserMessages } from './scripts/browserMessages.ts';
import { svelteTesting } from '@testing-library/svelte/vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MESSAGES = here('../src/resume_builder/data/messages');

export default defineConfig({
  plugins: [browserMessages(MESSAGES), svelte(), svelteTesting()],
  resolve: {
    alias: {
      // One catalogue of server messages serves the browser and the command line.
      '@messages': MESSAGES,
    },
  },
  build: {
    outDir: here('../src/resume_builder/web/static'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // The first that know light-dark() themselves: rewritten for older ones, the white page would
    // take the dark inks of its surroundings.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The polyfill is an inline script, which the content security policy forbids.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: {
    fs: { allow: [here('.'), here('../src/resume_builder/data')] },
    proxy: { '/api': { target: process.env['API'] ?? 'http://localhost:8000' } },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test/setup.ts'],
    // A loaded machine types slowly; a test that hangs still ends.
    testTimeout: 30_000,
  },
});
