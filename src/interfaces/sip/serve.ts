import type { ToolStreams } from '../../kernel/tool.ts';
import type { Gate } from '../../robocall/call-gate/gate.ts';
import { answering } from './answer.ts';
import { listenTcp, usualBounds } from './tcp.ts';
import { type Listening, listenUdp } from './udp.ts';

/** Answers SIP by UDP and TCP on one port; port 0 takes a free one. */
export const listenSip = async (
  gate: Gate,
  { host, port }: { readonly host: string; readonly port: number },
  complain: (line: string) => void,
): Promise<Listening> => {
  const answers = answering(gate, complain);
  const udp = await listenUdp(answers, { host, port });
  try {
    const tcp = await listenTcp(answers, { host, port: udp.port }, usualBounds);
    return {
      port: udp.port,
      async close() {
        await Promise.all([udp.close(), tcp.close()]);
        answers.close();
      },
    };
  } catch (error) {
    await udp.close();
    answers.close();
    throw error;
  }
};

/**
 * Listens for SIP where COMPLINE_SIP_PORT says so; null where nobody asked, or where the port is taken, which is told: calls by
 * HTTP do not depend on it.
 */
export const sipWhereAsked = async (
  gate: Gate,
  host: string,
  { write, complain }: ToolStreams,
): Promise<Listening | null> => {
  const port = process.env.COMPLINE_SIP_PORT ?? '';
  if (port === '') return null;
  try {
    const listening = await listenSip(gate, { host, port: Number(port) }, complain);
    await write(`Calls are redirected by SIP, UDP and TCP, on ${host}:${listening.port}.\n`);
    return listening;
  } catch (error) {
    complain(
      `compline: cannot listen for SIP on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}. Set COMPLINE_SIP_PORT.`,
    );
    return null;
  }
};
