import { tracedAccounts } from '../robocall/tracebacks/signals.ts';
import type { TracedSource } from '../robocall/traffic/days/outside.ts';

/** What capabilities above traffic know of accounts; each brings its own. */
export const tracedSources: readonly TracedSource[] = [tracedAccounts];
