export { default } from './Page.svelte';
export { default as Returning } from './Returning.svelte';
