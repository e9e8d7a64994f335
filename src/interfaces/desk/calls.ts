import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { fieldsOf } from '../choice/fields.ts';
import { invoke } from '../invoke.ts';
import { dialVerbs } from '../ivr/jambonz.ts';
import { dialTwiml } from '../ivr/twilio.ts';
import { filled } from '../ivr/words/script.ts';
import type { OfToken } from './service.ts';
import { bodyOf, keysOf, onServiceFailure, signed, textIn } from './service.ts';
import { callWords } from './words.ts';

/** What `desk.stepCall` gives. */
type Stage = {
  readonly stage: 'ask' | 'connect' | 'over';
  readonly language: 'en' | 'es';
  readonly carrier: string;
  readonly key: string | null;
  readonly staffNumber: string | null;
};

type Heard = { readonly callId: string; readonly answeredBy: string; readonly digits: string };

const said = ({ stage, language, carrier, key }: Stage): string =>
  filled(callWords[language][stage], { carrier, key: key ?? '' });

const ask = async (connections: Connections, { carrierId, token }: OfToken['Params'], heard: Heard): Promise<Stage> => {
  const asking = systemAsks(carrierId, 'telephone service', Date.now());
  return (await invoke(connections, 'desk.stepCall', asking, { input: { token, ...heard }, key: null })) as Stage;
};

const over = async (connections: Connections, { carrierId, token }: OfToken['Params']): Promise<void> => {
  const asking = systemAsks(carrierId, 'telephone service', Date.now());
  await invoke(connections, 'desk.callOver', asking, { input: { token }, key: null });
};

const machines = new Set(['machine_start', 'machine_end_beep', 'machine_end_silence', 'machine_end_other', 'fax']);

const onTwilio = async (connections: Connections, request: FastifyRequest<OfToken>, reply: FastifyReply) => {
  if (!(await signed(connections, request))) return reply.code(403).type('text/plain').send('not signed\n');
  const fields = await fieldsOf(request);
  const by = fields.get('AnsweredBy') ?? '';
  const stage = await ask(connections, request.params, {
    callId: fields.get('CallSid') ?? '',
    answeredBy: machines.has(by) ? 'machine' : by === 'human' ? 'human' : 'unknown',
    digits: keysOf(request, fields.get('Digits') ?? ''),
  });
  const path = request.url.split('?', 1)[0] ?? '';
  return reply.type('text/xml; charset=utf-8').send(dialTwiml({ ...stage, text: said(stage), keys: 'one' }, path));
};

// jambonz signs with a secret that its settings here lack: the token in the address is what it knows and nobody else
const onJambonz = async (connections: Connections, request: FastifyRequest<OfToken>, reply: FastifyReply) => {
  const body = bodyOf(request);
  const type = textIn(body, 'type');
  const stage = await ask(connections, request.params, {
    callId: textIn(body, 'call_sid'),
    answeredBy: type === 'amd_machine_detected' ? 'machine' : type === 'amd_human_detected' ? 'human' : 'unknown',
    digits: keysOf(request, textIn(body, 'digits')),
  });
  const path = request.url.split('?', 1)[0] ?? '';
  return reply.send(dialVerbs({ ...stage, text: said(stage), keys: 'one' }, path));
};

const jambonzOver = new Set(['completed', 'failed', 'no-answer', 'busy']);

/** What a telephone service asks about calls that the desk had placed: `POST /desk-calls/{carrier}/{token}/{dialect}`. */
export const deskCalls = async (app: FastifyInstance, connections: Connections): Promise<void> => {
  await app.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, body, done) =>
      done(null, body),
    );
    inner.setErrorHandler(onServiceFailure);
    const at = '/desk-calls/:carrierId/:token';
    inner.post<OfToken>(`${at}/twilio`, (request, reply) => onTwilio(connections, request, reply));
    inner.post<OfToken>(`${at}/jambonz`, (request, reply) => onJambonz(connections, request, reply));
    inner.post<OfToken>(`${at}/twilio/over`, async (request, reply) => {
      if (!(await signed(connections, request))) return reply.code(403).type('text/plain').send('not signed\n');
      await over(connections, request.params);
      return reply.code(204).send();
    });
    inner.post<OfToken>(`${at}/jambonz/over`, async (request, reply) => {
      if (jambonzOver.has(textIn(bodyOf(request), 'call_status'))) await over(connections, request.params);
      return reply.code(204).send();
    });
  });
};
