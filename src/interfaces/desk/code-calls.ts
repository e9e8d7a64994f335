import type { FastifyInstance } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { invoke, invokeStream, listed } from '../invoke.ts';
import type { Dialling } from '../ivr/twilio.ts';
import { filled, spelled } from '../ivr/words/script.ts';
import { codeCallWords, codeServesWords } from './code-words.ts';
import { answerPlacedCalls } from './placed-calls.ts';

/** What `online.speakCode` gives. */
type Said = {
  readonly stage: 'ask' | 'speak' | 'over';
  readonly language: 'en' | 'es';
  readonly carrier: string;
  readonly serves: 'online' | 'choice';
  readonly key: string | null;
  readonly code: string | null;
};

async function* nothing(): AsyncIterable<Uint8Array> {}

const speak = async (connections: Connections, carrierId: string, input: object): Promise<Said> => {
  const o = listed.get('online.speakCode');
  if (o === undefined || !('stream' in o)) throw new Error('online.speakCode is no stream');
  const asking = systemAsks(carrierId, 'telephone service', Date.now());
  let text = '';
  for await (const part of await invokeStream(connections, o, asking, { input, body: nothing(), key: null }))
    text += part;
  return JSON.parse(text) as Said;
};

/** A code as a voice reads it: digit by digit, with a pause after each group. */
const read = (code: string): string => code.split('-').map(spelled).join('. ');

const dialling = ({ stage, language, carrier, serves, key, code }: Said): Dialling => ({
  stage: stage === 'ask' ? 'ask' : 'over',
  language,
  text: filled(codeCallWords[language][stage], {
    carrier,
    serves: codeServesWords[language][serves],
    key: key ?? '',
    code: read(code ?? ''),
  }),
  keys: 'one',
  staffNumber: null,
});

/** The calls that bring a code: `/code-calls`. */
export const codeCalls = (app: FastifyInstance, connections: Connections): Promise<void> =>
  answerPlacedCalls(app, connections, {
    place: 'code-calls',
    step: async ({ carrierId, token }, { answeredBy, digits }) =>
      dialling(await speak(connections, carrierId, { token, answeredBy, digits })),
    async over({ carrierId, token }) {
      const asking = systemAsks(carrierId, 'telephone service', Date.now());
      await invoke(connections, 'online.codeCallOver', asking, { input: { token }, key: null });
    },
  });
