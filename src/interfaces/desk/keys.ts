import type { FastifyInstance } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { fieldsOf } from '../choice/fields.ts';
import { invoke } from '../invoke.ts';
import { dialVerbs } from '../ivr/jambonz.ts';
import { type Dialling, dialTwiml } from '../ivr/twilio.ts';
import { bodyOf, keysOf, type OfToken, onServiceFailure, signed, textIn } from './service.ts';
import type { PromptStage } from './stage.ts';
import { keyWords } from './words.ts';

type Keyed = { readonly caller: string; readonly digits: string };

/** What is said next: the question, or what became of the password and then the staff again. */
const step = async (connections: Connections, { carrierId, token }: OfToken['Params'], keyed: Keyed) => {
  const asking = systemAsks(carrierId, 'telephone service', Date.now());
  const { digits: password, caller: origin } = keyed;
  const asked = (name: string, input: object) => invoke(connections, name, asking, { input, key: null });
  const told = (await (password === ''
    ? asked('desk.lookPrompt', { token })
    : asked('desk.enterPassword', { token, password, origin }))) as PromptStage;
  const { stage, language, staffNumber } = told;
  const dialling: Dialling = {
    stage: stage === 'ask' || stage === 'wrong' ? 'ask' : 'connect',
    language,
    // what is set by a page is not keyed in
    text: keyWords[language][stage === 'set' || stage === 'unsuitable' ? 'over' : stage],
    keys: 'many',
    staffNumber,
  };
  return dialling;
};

/** Where a live call is moved for its keys: `POST /desk-keys/{carrier}/{token}/{dialect}`; then it is connected to the staff again. */
export const passwordKeys = async (app: FastifyInstance, connections: Connections): Promise<void> => {
  await app.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, body, done) =>
      done(null, body),
    );
    inner.setErrorHandler(onServiceFailure);
    const at = '/desk-keys/:carrierId/:token';
    inner.post<OfToken>(`${at}/twilio`, async (request, reply) => {
      if (!(await signed(connections, request))) return reply.code(403).type('text/plain').send('not signed\n');
      const fields = await fieldsOf(request);
      const keyed = { caller: fields.get('From') ?? '', digits: keysOf(request, fields.get('Digits') ?? '') };
      const path = request.url.split('?', 1)[0] ?? '';
      return reply
        .type('text/xml; charset=utf-8')
        .send(dialTwiml(await step(connections, request.params, keyed), path));
    });
    inner.post<OfToken>(`${at}/jambonz`, async (request, reply) => {
      const body = bodyOf(request);
      const keyed = { caller: textIn(body, 'from'), digits: keysOf(request, textIn(body, 'digits')) };
      const path = request.url.split('?', 1)[0] ?? '';
      return reply.send(dialVerbs(await step(connections, request.params, keyed), path));
    });
  });
};
