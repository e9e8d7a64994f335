import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBInstance, DuckDBValue } from '@duckdb/node-api';

/** Asks the engine over files; rows as JSON, large integers as text. */
export type Engine = {
  rows(sql: string, values: Readonly<Record<string, DuckDBValue>>): Promise<readonly Record<string, unknown>[]>;
};

const open = async (dataFolder: string): Promise<DuckDBInstance> => {
  const temporary = join(dataFolder, 'calls', 'spill');
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  // 70 MB of it are loaded by the first who asks
  const { DuckDBInstance } = await import('@duckdb/node-api');
  // nothing is kept in the engine: it reads Parquet, and what does not fit in this memory it spills
  return DuckDBInstance.create(':memory:', {
    memory_limit: '384MB',
    threads: '2',
    temp_directory: temporary,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
};

const opened = new Map<string, Promise<DuckDBInstance>>();

/** The one engine of this process for a data folder; opened by the first that asks. */
export const engineOf = (dataFolder: string): Engine => ({
  async rows(sql, values) {
    const opening = opened.get(dataFolder) ?? open(dataFolder);
    opened.set(dataFolder, opening);
    const connection = await (await opening).connect();
    try {
      return (await connection.runAndReadAll(sql, { ...values })).getRowObjectsJson();
    } finally {
      connection.closeSync();
    }
  },
});
