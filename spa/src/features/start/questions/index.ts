export { default } from './Page.svelte';
