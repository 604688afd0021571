export { default as Asking } from './Asking.svelte';
export { letterJob, postingJob, tailoringJob, type Job } from './job';
export { takeReading, type Reading } from './readings';
