import type { FastifyInstance } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { invoke } from '../invoke.ts';
import { filled } from '../ivr/words/script.ts';
import { answerPlacedCalls } from './placed-calls.ts';
import { callWords } from './words.ts';

/** What `desk.stepCall` gives. */
type Stage = {
  readonly stage: 'ask' | 'connect' | 'over';
  readonly language: 'en' | 'es';
  readonly carrier: string;
  readonly key: string | null;
  readonly staffNumber: string | null;
};

const said = ({ stage, language, carrier, key }: Stage): string =>
  filled(callWords[language][stage], { carrier, key: key ?? '' });

/** The calls that the desk had placed to a number of record: `/desk-calls`. */
export const deskCalls = (app: FastifyInstance, connections: Connections): Promise<void> =>
  answerPlacedCalls(app, connections, {
    place: 'desk-calls',
    async step({ carrierId, token }, { callId, answeredBy, digits }) {
      const asking = systemAsks(carrierId, 'telephone service', Date.now());
      const input = { token, callId, answeredBy, digits };
      const stage = (await invoke(connections, 'desk.stepCall', asking, { input, key: null })) as Stage;
      return { ...stage, text: said(stage), keys: 'one' };
    },
    async over({ carrierId, token }) {
      const asking = systemAsks(carrierId, 'telephone service', Date.now());
      await invoke(connections, 'desk.callOver', asking, { input: { token }, key: null });
    },
  });
