import { z } from 'zod';
import { refusals } from '../../robocall/call-gate/call.ts';
import { callRequest } from './calls.ts';

type Schema = Record<string, unknown>;

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const object: Schema = { type: 'object' };

const { $schema: _, ...call } = z.toJSONSchema(callRequest, { io: 'input', unrepresentable: 'any' }) as Schema;

const refusal: Schema = {
  type: ['object', 'null'],
  properties: {
    code: { type: 'string', enum: Object.keys(refusals) },
    cause: { type: 'integer', description: 'SIP status' },
    reason: { type: 'string' },
    cite: { type: 'string' },
    sip: {
      type: 'object',
      description: 'Ready to be sent: the phrase of the status line, and the value of the Reason header',
      properties: { phrase: { type: 'string' }, reason: { type: 'string' } },
    },
  },
};

const answer: Schema = {
  type: 'object',
  required: [
    'callId',
    'carry',
    'emergency',
    'refused',
    'shadowed',
    'attest',
    'asked',
    'why',
    'identity',
    'evidenceId',
    'snapshotAgeMs',
  ],
  properties: {
    callId: { type: 'string' },
    carry: { type: 'boolean' },
    emergency: {
      type: 'boolean',
      description: 'Emergency calls are carried whatever else is true; no refusal exists for them',
    },
    refused: refusal,
    shadowed: {
      ...refusal,
      description: 'Why it would have been refused, where its account is in shadow mode and it is carried',
    },
    attest: { type: ['string', 'null'], enum: ['A', 'B', 'C', null] },
    asked: { type: ['string', 'null'], enum: ['A', 'B', 'C', null] },
    why: { type: 'string' },
    identity: { type: ['string', 'null'], description: 'Value of the Identity header' },
    evidenceId: { type: ['string', 'null'] },
    snapshotAgeMs: { type: 'integer' },
  },
};

const security = [{ bearer: [] }];
const byRestKey =
  'A key of the call gate (POST /v1/gate-credentials). A switch names the account by `X-Compline-Account`, `account` or `trunk`.';

const rest = (
  operationId: string,
  summary: string,
  takes: Schema,
  gives: Schema,
  parameters: readonly Schema[],
): Schema => ({
  post: {
    operationId,
    summary,
    description: byRestKey,
    'x-law': ['47 CFR 64.6301(a)', '47 CFR 64.6305(a)(2)'],
    security,
    parameters,
    requestBody: { required: true, ...json(takes) },
    responses: { 200: { description: 'Decided: a refusal is an answer too', ...json(gives) } },
  },
});

// each refusal as the standard's policyException, grouped by its HTTP status
const refused = Object.entries(refusals).reduce<Record<string, string[]>>((all, [code, { http, pol }]) => {
  all[http] = [...(all[http] ?? []), `${pol} ${code}`];
  return all;
}, {});

const standard = (operationId: string, summary: string): Schema => ({
  post: {
    operationId,
    summary,
    description: `ATIS-1000082. ${byRestKey}`,
    security,
    requestBody: { required: true, ...json(object) },
    responses: {
      200: { description: 'Done', ...json(object) },
      400: { description: 'serviceException: SVC4000, SVC4001, SVC4005, SVC4006', ...json(object) },
      405: { description: 'policyException: POL4050', ...json(object) },
      ...Object.fromEntries(
        Object.entries(refused).map(([status, codes]) => [
          status,
          { description: `policyException: ${codes.join(', ')}`, ...json(object) },
        ]),
      ),
    },
  },
});

const callId: Schema = { name: 'callId', in: 'path', required: true, schema: { type: 'string' } };

const accountId: Schema = { name: 'accountId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const byPerson =
  'Whoever may see the account (GET /v1/voice-accounts/{accountId}) may see what the gate makes of it; the gate answers from memory, so that this is no operation.';
const count: Schema = { type: 'number' };

const look = (operationId: string, summary: string, gives: Schema): Schema => ({
  operationId,
  summary,
  description: byPerson,
  security,
  parameters: [accountId],
  responses: { 200: { description: 'As the gate has it at this moment', ...json(gives) } },
});

const counts: Schema = {
  type: 'object',
  required: ['callsPerSecond', 'burst', 'sessions', 'used'],
  properties: {
    ...{ callsPerSecond: count, burst: count, sessions: count },
    used: {
      type: ['object', 'null'],
      description: 'What is taken of them now; null while the process that counts is gone',
    },
  },
};

const told = ['carry', 'emergency', 'refused', 'shadowed', 'attest', 'why', 'snapshotAgeMs'];
const explained: Schema = {
  type: 'object',
  required: told,
  properties: Object.fromEntries(Object.entries(answer.properties as Schema).filter(([name]) => told.includes(name))),
};

const lookPaths: Schema = {
  '/v1/voice-accounts/{accountId}/calls': {
    get: look('calls.used', 'How much an account may call, and how much of it is taken at this moment', counts),
  },
  '/v1/voice-accounts/{accountId}/calls:explain': {
    post: {
      ...look('calls.explainAccount', 'What the gate would say of a call of an account, without effect', explained),
      requestBody: { required: true, ...json(object) },
    },
  },
};

/** The call path as OpenAPI describes it; it is answered past the list of operations. */
export const callPaths: Schema = {
  ...lookPaths,
  '/v1/calls:authorize': rest(
    'calls.authorize',
    'May this call be carried, at what level, and under which signature',
    call,
    answer,
    [],
  ),
  '/v1/calls:explain': rest(
    'calls.explain',
    'The same decision without effect: nothing is taken, signed or kept',
    call,
    answer,
    [],
  ),
  '/v1/calls/{callId}:end': rest('calls.end', 'Report the end of a call: its session is free again', object, object, [
    callId,
  ]),
  '/stir/v1/signing': standard('stir.signing', 'Sign a call; the level is the lower of asked and computed'),
  '/stir/v1/verification': standard('stir.verification', 'Verify the Identity header of a call'),
};
