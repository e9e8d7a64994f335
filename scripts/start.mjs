// `npm start`: makes a fresh clone ready, then serves in this same process, so that SIGTERM reaches the server;
// package.json says `exec`, for npm signals its shell alone and would leave the server running.
import { prepared } from './prepare.mjs';

await prepared();
process.argv.splice(2, 0, 'serve');
await import('../dist/cli.js');
