// `npm start`: makes a fresh clone ready, then serves in this same process, so that SIGTERM reaches the server.
import { prepared } from './prepare.mjs';

await prepared();
process.argv.splice(2, 0, 'serve');
await import('../dist/cli.js');
