import { mergeConfig } from 'vite';
import { fakeApi } from './scripts/fakeApi.ts';
import config from './vite.config.ts';

// `npm run fake`: the client against a server in memory, for work on its look.
export default mergeConfig(config, { plugins: [fakeApi()] });
