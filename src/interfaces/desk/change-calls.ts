import type { FastifyInstance } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { invoke } from '../invoke.ts';
import { answerPlacedCalls } from './placed-calls.ts';

/** What `accountNotices.speak` gives. */
type Said = { readonly language: 'en' | 'es'; readonly words: string };

const ask = (connections: Connections, name: string, carrierId: string, input: object): Promise<unknown> =>
  invoke(connections, name, systemAsks(carrierId, 'telephone service', Date.now()), { input, key: null });

/** The calls that tell of a change of an account: `/change-calls`. A mailbox that began late still has the words once. */
export const changeCalls = (app: FastifyInstance, connections: Connections): Promise<void> =>
  answerPlacedCalls(app, connections, {
    place: 'change-calls',
    async step({ carrierId, token }, { answeredBy, takesMessage }) {
      const heardBy = answeredBy === 'human' ? 'person' : takesMessage === 'yes' ? 'mailbox' : 'unknown';
      const { language, words } = (await ask(connections, 'accountNotices.speak', carrierId, {
        token,
        heardBy,
      })) as Said;
      return { stage: 'over', language, text: `${words} ${words}`, keys: 'one', staffNumber: null };
    },
    async over({ carrierId, token }) {
      await ask(connections, 'accountNotices.callOver', carrierId, { token });
    },
  });
