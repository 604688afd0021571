export { default } from './Check.svelte';
export type { Checked } from './checked';
