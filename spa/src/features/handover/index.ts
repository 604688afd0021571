export { default as Bookmarklet } from './Bookmarklet.svelte';
export { default as Receive } from './Receive.svelte';
