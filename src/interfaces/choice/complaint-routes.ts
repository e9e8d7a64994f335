import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { carrierOfForm, onlyForm } from '../../cpni/complaints/find-carrier.ts';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import { Problem } from '../../kernel/problem.ts';
import { invoke } from '../invoke.ts';
import {
  categories,
  complaintFailedPage,
  complaintForm,
  complaintReceived,
  type FormPlace,
  manyComplaintsPage,
  noFormPage,
  type Typed,
} from './complaint-pages.ts';
import { type Fields, fieldsOf, guarded, languageOf, show } from './fields.ts';
import { within } from './limit.ts';
import { wordsIn } from './words/words.ts';

type OfForm = { Params: { source: string } };
type Form = FormPlace & { readonly carrierId: string; readonly sourceId: string };

const none: Fields = new Map();
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const newKey = (): string => randomIds(Date.now())();

const ask = (connections: Connections, carrierId: string, name: string, input: unknown, key: string | null) =>
  invoke(connections, name, systemAsks(carrierId, 'public complaint form', Date.now()), { input, key });

/** The form at this address, or null: none, or one that is watched no more. */
const formAt = async (
  connections: Connections,
  request: FastifyRequest<OfForm>,
  fields: Fields,
): Promise<Form | null> => {
  const { source: sourceId } = request.params;
  const carrierId = await carrierOfForm(connections.platform, sourceId);
  if (carrierId === null) return null;
  try {
    const whose = await ask(connections, carrierId, 'complaints.form', { sourceId }, null);
    const { carrier, demo } = whose as { carrier: string; demo: boolean };
    return {
      carrierId,
      sourceId,
      carrier,
      demo,
      language: languageOf(request, fields),
      path: `/complaints/${sourceId}`,
    };
  } catch (error) {
    if (error instanceof Problem && error.type === 'not-found') return null;
    throw error;
  }
};

const typedIn = (fields: Fields): Omit<Typed, 'fault'> => {
  const key = fields.get('key') ?? '';
  return {
    category: fields.get('category') ?? '',
    summary: (fields.get('summary') ?? '').trim(),
    contact: (fields.get('contact') ?? '').trim().slice(0, 400),
    key: uuid.test(key) ? key : newKey(),
  };
};

/** What is missing in the words of the page, or empty. */
const faultOf = ({ language }: FormPlace, { category, summary }: Omit<Typed, 'fault'>): string => {
  if (!categories.some((name) => name === category)) return wordsIn[language].complaintCategoryMissing;
  return summary.length < 10 || summary.length > 4000 ? wordsIn[language].complaintSummaryMissing : '';
};

const submit = async (
  connections: Connections,
  { carrierId, sourceId, language }: Form,
  typed: Omit<Typed, 'fault'>,
) => {
  const { category, summary, contact, key } = typed;
  const input = { sourceId, category, summary, contact: contact === '' ? null : contact, language };
  try {
    return await ask(connections, carrierId, 'complaints.submit', input, key);
  } catch (error) {
    // sent once, then changed and sent again: another complaint
    if (error instanceof Problem && error.type === 'key-reused')
      return ask(connections, carrierId, 'complaints.submit', input, newKey());
    throw error;
  }
};

const take = async (connections: Connections, request: FastifyRequest<OfForm>, reply: FastifyReply) => {
  const fields = await fieldsOf(request);
  const form = await formAt(connections, request, fields);
  if (form === null) return show(reply, 404, noFormPage(languageOf(request, fields)));
  const typed = typedIn(fields);
  const fault = faultOf(form, typed);
  if (fault !== '') return show(reply, 400, complaintForm(form, { ...typed, fault }));
  if (!(await within(connections.platform, 'complaint', request.ip, Date.now())))
    return show(reply, 429, manyComplaintsPage(form.language));
  try {
    const received = (await submit(connections, form, typed)) as { number: string; receivedOn: string };
    return show(reply, 200, complaintReceived(form, received));
  } catch (error) {
    if (!(error instanceof Problem) || error.type !== 'invalid-input') throw error;
    // all else was looked at above: the words hold a number or an address
    return show(reply, 400, complaintForm(form, { ...typed, fault: wordsIn[form.language].complaintNumbers }));
  }
};

const onFailure = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  request.log.error({ page: 'complaints', error: error instanceof Error ? error.name : 'unknown' });
  return show(reply, 503, complaintFailedPage(languageOf(request, none)));
};

/** The public form for complaints: /complaints/{source}, and /complaints where an installation has one alone. */
export const complaintRoutes = async (app: FastifyInstance, connections: Connections): Promise<void> => {
  await app.register(async (inner) => {
    inner.setErrorHandler(onFailure);
    inner.get('/complaints', async (request, reply) => {
      const only = await onlyForm(connections.platform);
      const language = languageOf(request, none);
      if (only === null) return show(reply, 404, noFormPage(language));
      return guarded(reply).redirect(`/complaints/${only}?language=${language}`, 303);
    });
    inner.get<OfForm>('/complaints/:source', async (request, reply) => {
      const form = await formAt(connections, request, none);
      if (form === null) return show(reply, 404, noFormPage(languageOf(request, none)));
      const typed = { category: '', summary: '', contact: '', key: newKey(), fault: '' };
      return show(reply, 200, complaintForm(form, typed));
    });
    inner.post<OfForm>('/complaints/:source', (request, reply) => take(connections, request, reply));
  });
};
