import { defineConfig } from 'vitest/config';
import { otherPostgres } from './scripts/other-postgres.mjs';

// files share a process and what it has imported: loading everything anew for each took a third of the time
const common = {
  // a busy machine takes three times as long as a quiet one; what hangs is found all the same
  testTimeout: 180_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  maxWorkers: 2,
  isolate: false,
  setupFiles: ['test/environment.ts'],
};

const other = otherPostgres();
if (other !== null) process.env.COMPLINE_OTHER_POSTGRES = other;

// what depends on the server most: row security, grants, constraints, settlement of the ledger, the interfaces above
const onOtherPostgres = {
  test: {
    ...common,
    name: 'other-postgres',
    include: [
      'test/house.db.test.ts',
      'test/jobs.db.test.ts',
      'src/interfaces/**/*.db.test.ts',
      'src/cpni/customers/*.db.test.ts',
      'src/personnel/*.db.test.ts',
    ],
    globalSetup: ['test/other-postgres.ts'],
  },
};

// `*.db.test.ts` need PostgreSQL (one server a run, one database a file); the rest are pure and start at once
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'pure',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', 'test/faults/**', 'test/journeys/**', 'node_modules/**'],
        },
      },
      {
        test: {
          ...common,
          name: 'database',
          include: ['src/**/*.db.test.ts', 'test/**/*.db.test.ts'],
          exclude: ['**/*.alone.db.test.ts', 'node_modules/**'],
          globalSetup: ['test/database.ts'],
        },
      },
      // these put a spy in place of what others have imported
      {
        test: {
          ...common,
          name: 'alone',
          include: ['test/**/*.alone.db.test.ts'],
          isolate: true,
          globalSetup: ['test/database.ts'],
        },
      },
      ...(other === null ? [] : [onOtherPostgres]),
      // these kill processes and clear folders: each has its own
      {
        test: { ...common, name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 300_000, isolate: true },
      },
      {
        test: {
          ...common,
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', 'node_modules/**'],
          globalSetup: ['test/database.ts'],
          testTimeout: 360_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
