import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restore } from '../../db/backup/restore.ts';
import { backup } from '../../db/backup/write.ts';
import { connect } from '../../db/connect.ts';
import { startEmbedded } from '../../db/embedded/start.ts';
import { migrate } from '../../db/migrate.ts';
import { randomIds } from '../../kernel/id.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { compareTrees } from '../../ledger/compare.ts';
import { keysFolder } from '../../ledger/keys.ts';
import { open } from '../open.ts';
import { passphrase } from './passphrase.ts';

/** `compline backup FILE`: one snapshot of everything, keys sealed. */
export const writeBackup = async (file: string, { write }: ToolStreams): Promise<number> => {
  const secret = await passphrase();
  const opened = await open(2);
  try {
    const sealed = { keysFolder: keysFolder(opened.connections.dataFolder), passphrase: secret };
    const bytes = await backup(opened.address, file, sealed, (line) => write(`${line}\n`));
    await write(`Backup written to ${file}: ${bytes} bytes. Try it: compline drill ${file}\n`);
    return 0;
  } finally {
    await opened.close();
  }
};

/** `compline restore FILE`: into the empty installation of COMPLINE_DATA or DATABASE_URL. */
export const readBackup = async (file: string, { write }: ToolStreams): Promise<number> => {
  const secret = await passphrase();
  const opened = await open(2);
  try {
    const keys = { folder: keysFolder(opened.connections.dataFolder), passphrase: secret };
    await restore(opened.address, file, keys, (line) => write(`${line}\n`));
    const trees = await compareTrees(opened.connections);
    for (const tree of trees)
      await write(
        `${tree.carrier}: ${tree.size} entries, ${tree.good ? 'ledger verifies at the same root' : tree.why}\n`,
      );
    return trees.every((tree) => tree.good) ? 0 : 1;
  } finally {
    await opened.close();
  }
};

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
};

const tryOut = async (file: string, secret: string, folder: string, tell: (line: string) => Promise<void>) => {
  const server = await startEmbedded(folder);
  const address = { socket: server.host, port: server.port, database: 'compline' };
  const connections = connect(address, 2, folder);
  try {
    await migrate(address);
    await restore(address, file, { folder: keysFolder(folder), passphrase: secret }, tell);
    return await compareTrees(connections);
  } finally {
    await connections.close();
    await server.stop();
  }
};

/** `compline drill FILE`: restores into a folder of its own, verifies every ledger, and records the result for /readyz. */
export const drill = async (file: string, { write }: ToolStreams): Promise<number> => {
  const secret = await passphrase();
  const folder = mkdtempSync(join(tmpdir(), 'compline-drill-'));
  const opened = await open(2);
  try {
    const trees = await tryOut(file, secret, folder, (line) => write(`${line}\n`));
    const faults = trees.filter((tree) => !tree.good);
    const good = faults.length === 0;
    const detail = good
      ? 'every ledger verifies at the same root'
      : faults.map((tree) => `${tree.carrier}: ${tree.why}`).join('; ');
    const at = Date.now();
    const entries = trees.reduce((sum, tree) => sum + tree.size, 0);
    const row = {
      id: randomIds(at)(),
      at,
      fileHash: await hashOf(file),
      carriers: trees.length,
      entries,
      good,
      detail,
    };
    await opened.connections.platform.insertInto('backupDrill').values(row).execute();
    await write(`Drill of ${file}: ${trees.length} carriers, ${entries} entries, ${detail}.\n`);
    return good ? 0 : 1;
  } finally {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
