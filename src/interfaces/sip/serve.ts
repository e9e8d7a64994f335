import { codeOf } from '../../db/embedded/codes.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import type { Gate } from '../../robocall/call-gate/gate.ts';
import { type Answering, answering } from './answer.ts';
import { listenTcp, usualBounds } from './tcp.ts';
import { type Listening, listenUdp } from './udp.ts';

type Where = { readonly host: string; readonly port: number };

/** Both on one port. One that is free for UDP may be taken for TCP: where any will do, others are tried. */
const listenBoth = async (answers: Answering, { host, port }: Where, tries: number): Promise<Listening> => {
  const udp = await listenUdp(answers, { host, port });
  try {
    const tcp = await listenTcp(answers, { host, port: udp.port }, usualBounds);
    return { port: udp.port, close: async () => void (await Promise.all([udp.close(), tcp.close()])) };
  } catch (error) {
    await udp.close();
    if (port !== 0 || tries === 1 || codeOf(error) !== 'EADDRINUSE') throw error;
    return listenBoth(answers, { host, port }, tries - 1);
  }
};

/** Answers SIP by UDP and TCP on one port; port 0 takes a free one. */
export const listenSip = async (gate: Gate, where: Where, complain: (line: string) => void): Promise<Listening> => {
  const answers = answering(gate, complain);
  try {
    const both = await listenBoth(answers, where, 20);
    return {
      port: both.port,
      async close() {
        await both.close();
        answers.close();
      },
    };
  } catch (error) {
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
