import type { Connections } from '../../db/connect.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { type Listening, listen } from './listener.ts';

/**
 * Listens for returned mail and traceback requests where COMPLINE_SMTP_PORT says so, by LMTP where COMPLINE_SMTP_PROTOCOL is `lmtp`; null where nobody asked,
 * or where the port is taken, which is told: the rest of the service does not depend on it.
 */
export const listenWhereAsked = async (
  connections: Connections,
  host: string,
  { write, complain }: ToolStreams,
): Promise<Listening | null> => {
  const port = process.env.COMPLINE_SMTP_PORT ?? '';
  if (port === '') return null;
  const protocol = process.env.COMPLINE_SMTP_PROTOCOL === 'lmtp' ? 'lmtp' : 'smtp';
  try {
    const listening = await listen(connections, { host, port: Number(port), protocol });
    await write(`Mail is taken in by ${protocol.toUpperCase()} on ${host}:${listening.port}.\n`);
    return listening;
  } catch (error) {
    complain(
      `compline: cannot listen for mail on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}. Set COMPLINE_SMTP_PORT.`,
    );
    return null;
  }
};
