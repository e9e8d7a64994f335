import { seesSecrecy } from '../../carriers/under-seal.ts';
import { systemAsks, workOf } from '../../db/context.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { exportCarrierLedger } from '../../ledger/export.ts';
import { open } from '../open.ts';
import { readArguments } from './arguments.ts';

/** `compline ledger export --carrier ID`: the local operator reads a carrier's evidence. */
export const exportTo = async (args: readonly string[], { write, complain }: ToolStreams): Promise<number> => {
  const given = readArguments(args, ['carrier']);
  const carrier = typeof given === 'string' ? undefined : given.options.get('carrier');
  if (typeof given === 'string' || carrier === undefined) {
    complain(
      `compline: ${typeof given === 'string' ? given : '--carrier is needed'}. Usage: compline ledger export --carrier ID`,
    );
    return 2;
  }
  const opened = await open(2);
  try {
    const work = await workOf(opened.connections, systemAsks(carrier, 'local operator', Date.now()));
    for await (const chunk of exportCarrierLedger(seesSecrecy).stream(work, {}, process.stdin))
      await write(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    return 0;
  } finally {
    await opened.close();
  }
};
