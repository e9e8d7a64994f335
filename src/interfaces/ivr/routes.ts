import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { spool } from '../../cpni/choices/spool.ts';
import { type Line, lineOf, secretNameOf } from '../../cpni/choices/telephone/lines.ts';
import { type TriedCall, tellsWhose } from '../../cpni/choices/telephone/tried.ts';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { secretOf } from '../../db/secrets.ts';
import { seededIds } from '../../kernel/id.ts';
import { publicUrl } from '../../outside/public-url.ts';
import { twilioSignature } from '../../outside/telephone-signatures.ts';
import { fieldsOf, queryOf } from '../choice/fields.ts';
import { invoke } from '../invoke.ts';
import { jambonzSigned, verbs } from './jambonz.ts';
import { failureOf, type Speech, type Step, speechOf } from './speech.ts';
import { sameSignature, twiml } from './twilio.ts';

type OfLine = { Params: { line: string } };
type Keys = { readonly callId: string; readonly caller: string | null; readonly digits: string };

// what was answered last, for a press that comes while the database does not answer
const remembered = new Map<string, Step>();
const remember = (line: Line, callId: string, step: Step): void => {
  const oldest = remembered.keys().next();
  if (remembered.size >= 5000 && oldest.done === false) remembered.delete(oldest.value);
  remembered.set(`${line.id}/${callId}`, step);
};

// a line changes seldom; while the database is away the last answer serves
const lines = new Map<string, Line>();
const lineNow = async ({ platform }: Connections, lineId: string): Promise<Line | null> => {
  try {
    const line = await lineOf(platform, lineId);
    if (line === null) lines.delete(lineId);
    else lines.set(lineId, line);
    return line;
  } catch (error) {
    const known = lines.get(lineId);
    if (known === undefined) throw error;
    return known;
  }
};

/** The language that a caller has chosen, as far as this process knows; null before that. */
const chosenIn = (line: Line, callId: string): 'en' | 'es' | null => {
  const step = remembered.get(`${line.id}/${callId}`);
  return step === undefined || step.stage === 'language' ? null : step.language;
};

/** What the line could not take: told, and kept on disk where the call has told whose no it is, since the line takes nothing but a no. */
const failed = async (connections: Connections, line: Line, keys: Keys, turn: string): Promise<Speech> => {
  const call: TriedCall = { lineId: line.id, ...keys, turn };
  const chosen = chosenIn(line, keys.callId);
  if (tellsWhose(call))
    await spool(connections.dataFolder, {
      // the same keys pressed again are the same try
      id: seededIds(JSON.stringify(call), () => 0)(),
      kind: 'phone',
      mechanism: 'opt-out',
      language: chosen ?? 'en',
      triedAt: Date.now(),
      by: { carrierId: line.carrierId, call },
    });
  return failureOf(chosen, turn, line.people);
};

const answer = async (connections: Connections, line: Line, keys: Keys, turn: string): Promise<Speech> => {
  try {
    const asking = systemAsks(line.carrierId, 'toll-free line', Date.now());
    const input = { lineId: line.id, ...keys, turn: turn === '' ? null : turn };
    const step = (await invoke(connections, 'telephone.step', asking, { input, key: null })) as Step;
    remember(line, keys.callId, step);
    return speechOf(step, line.people);
  } catch {
    return failed(connections, line, keys, turn);
  }
};

const unsigned = (reply: FastifyReply): FastifyReply => reply.code(403).type('text/plain').send('not signed\n');

const onTwilio = async (connections: Connections, request: FastifyRequest<OfLine>, reply: FastifyReply) => {
  const line = await lineNow(connections, request.params.line);
  if (line?.dialect !== 'twilio') return unsigned(reply);
  const secret = (await secretOf(connections.dataFolder, line.carrierId, secretNameOf(line.id))) ?? '';
  const fields = await fieldsOf(request);
  const base = publicUrl() ?? `${request.protocol}://${request.host}`;
  const expected = twilioSignature(secret, `${base}${request.url}`, fields);
  const given = request.headers['x-twilio-signature'];
  if (secret === '' || typeof given !== 'string' || !sameSignature(given, expected)) return unsigned(reply);
  const keys = {
    callId: fields.get('CallSid') ?? '',
    caller: fields.get('From') ?? null,
    digits: fields.get('Digits') ?? '',
  };
  const speech = await answer(connections, line, keys, queryOf(request, 'turn'));
  return reply.type('text/xml; charset=utf-8').send(twiml(speech, `/ivr/${line.id}/twilio`));
};

const textIn = (body: unknown, name: string): string | null => {
  if (typeof body !== 'object' || body === null) return null;
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === 'string' ? value : null;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const onJambonz = async (connections: Connections, request: FastifyRequest<OfLine>, reply: FastifyReply) => {
  const line = await lineNow(connections, request.params.line);
  if (line?.dialect !== 'jambonz') return unsigned(reply);
  const secret = (await secretOf(connections.dataFolder, line.carrierId, secretNameOf(line.id))) ?? '';
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  const given = request.headers['jambonz-signature'];
  if (secret === '' || typeof given !== 'string' || !jambonzSigned(secret, text, given, Date.now()))
    return unsigned(reply);
  const body = jsonOf(text);
  const keys = {
    callId: textIn(body, 'call_sid') ?? '',
    caller: textIn(body, 'from'),
    digits: textIn(body, 'digits') ?? '',
  };
  const speech = await answer(connections, line, keys, queryOf(request, 'turn'));
  return reply.send(verbs(speech, `/ivr/${line.id}/jambonz`));
};

/** The toll-free line's webhooks: `POST /ivr/{line}/twilio` answers TwiML, `POST /ivr/{line}/jambonz` verbs. */
export const tollFreeLine = async (app: FastifyInstance, connections: Connections): Promise<void> => {
  await app.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, body, done) =>
      done(null, body),
    );
    inner.post<OfLine>('/ivr/:line/twilio', (request, reply) => onTwilio(connections, request, reply));
    inner.post<OfLine>('/ivr/:line/jambonz', (request, reply) => onJambonz(connections, request, reply));
  });
};
