export { default as Asking } from './Asking.svelte';
export { letterJob, tailoringJob, type Job } from './job';
