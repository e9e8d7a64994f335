import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { fieldsOf } from '../choice/fields.ts';
import { dialVerbs } from '../ivr/jambonz.ts';
import { type Dialling, dialTwiml } from '../ivr/twilio.ts';
import type { OfToken } from './service.ts';
import { bodyOf, keysOf, onServiceFailure, signed, textIn } from './service.ts';

/** What a telephone service heard on a call that we placed. */
export type Heard = {
  readonly callId: string;
  readonly answeredBy: 'human' | 'machine' | 'unknown';
  /** Whether it is a mailbox whose greeting is over, so that it takes a message. */
  readonly takesMessage: 'yes' | 'no';
  readonly digits: string;
};

/** Calls of one kind that we placed: where the service asks about them, what is said next, and what to do when one is over. */
export type PlacedCalls = {
  readonly place: string;
  step(params: OfToken['Params'], heard: Heard): Promise<Dialling>;
  over(params: OfToken['Params']): Promise<void>;
};

const greeted = new Set(['machine_end_beep', 'machine_end_silence', 'machine_end_other']);
const machines = new Set([...greeted, 'machine_start', 'fax']);

const heardByTwilio = async (request: FastifyRequest): Promise<Heard> => {
  const fields = await fieldsOf(request);
  const by = fields.get('AnsweredBy') ?? '';
  return {
    callId: fields.get('CallSid') ?? '',
    answeredBy: machines.has(by) ? 'machine' : by === 'human' ? 'human' : 'unknown',
    takesMessage: greeted.has(by) ? 'yes' : 'no',
    digits: keysOf(request, fields.get('Digits') ?? ''),
  };
};

// jambonz signs with a secret that its settings here lack: the token in the address is what it knows and nobody else
const heardByJambonz = (request: FastifyRequest): Heard => {
  const body = bodyOf(request);
  const type = textIn(body, 'type');
  return {
    callId: textIn(body, 'call_sid'),
    answeredBy: type === 'amd_machine_detected' ? 'machine' : type === 'amd_human_detected' ? 'human' : 'unknown',
    takesMessage: 'no',
    digits: keysOf(request, textIn(body, 'digits')),
  };
};

const jambonzOver = new Set(['completed', 'failed', 'no-answer', 'busy']);

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';
const unsigned = (reply: FastifyReply): FastifyReply => reply.code(403).type('text/plain').send('not signed\n');

/** What a telephone service asks about calls that we placed: `POST /{place}/{carrier}/{token}/{dialect}`, and `…/over`. */
export const answerPlacedCalls = async (
  app: FastifyInstance,
  connections: Connections,
  { place, step, over }: PlacedCalls,
): Promise<void> => {
  await app.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, body, done) =>
      done(null, body),
    );
    inner.setErrorHandler(onServiceFailure);
    const at = `/${place}/:carrierId/:token`;
    inner.post<OfToken>(`${at}/twilio`, async (request, reply) => {
      if (!(await signed(connections, request))) return unsigned(reply);
      const dialling = await step(request.params, await heardByTwilio(request));
      return reply.type('text/xml; charset=utf-8').send(dialTwiml(dialling, pathOf(request)));
    });
    inner.post<OfToken>(`${at}/jambonz`, async (request, reply) => {
      const dialling = await step(request.params, heardByJambonz(request));
      return reply.send(dialVerbs(dialling, pathOf(request)));
    });
    inner.post<OfToken>(`${at}/twilio/over`, async (request, reply) => {
      if (!(await signed(connections, request))) return unsigned(reply);
      await over(request.params);
      return reply.code(204).send();
    });
    inner.post<OfToken>(`${at}/jambonz/over`, async (request, reply) => {
      if (jambonzOver.has(textIn(bodyOf(request), 'call_status'))) await over(request.params);
      return reply.code(204).send();
    });
  });
};
