import { z } from 'zod';
import { repeatDays } from '../../db/once.ts';
import { problems } from '../../kernel/problem.ts';
import { callPaths } from '../gate/openapi-paths.ts';
import type { AnyOperation } from '../invoke.ts';
import { exampleOf } from './example.ts';

type Schema = Record<string, unknown>;

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema;
  return rest;
};

const problem: Schema = {
  type: 'object',
  description: 'RFC 9457 problem: what is wrong, the paragraph behind it, and the next step',
  required: ['type', 'title', 'status', 'detail', 'fix', 'cite'],
  properties: {
    type: { type: 'string', enum: Object.keys(problems).map((name) => `/problems/${name}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    fix: { type: 'string' },
    cite: { type: ['string', 'null'] },
  },
};

const pathFields = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

const parameters = (takes: Schema, path: string, get: boolean): Schema[] => {
  const properties = (takes.properties ?? {}) as Record<string, Schema>;
  const required = new Set((takes.required ?? []) as string[]);
  const inPath = new Set(pathFields(path));
  return Object.entries(properties)
    .filter(([name]) => inPath.has(name) || get)
    .map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? 'path' : 'query',
      required: inPath.has(name) || required.has(name),
      schema,
      example: exampleOf(schema),
    }));
};

const bodyOf = (takes: Schema, path: string): Schema => {
  const inPath = new Set(pathFields(path));
  const properties = Object.entries((takes.properties ?? {}) as Record<string, Schema>).filter(
    ([name]) => !inPath.has(name),
  );
  const required = ((takes.required ?? []) as string[]).filter((name) => !inPath.has(name));
  return { ...takes, properties: Object.fromEntries(properties), required };
};

const requestBody = (o: AnyOperation, takes: Schema, path: string): Schema => {
  if ('stream' in o) return o.reads === null ? {} : { requestBody: { required: true, content: { [o.reads]: {} } } };
  const schema = bodyOf(takes, path);
  return { requestBody: { required: true, content: { 'application/json': { schema, example: exampleOf(schema) } } } };
};

const idempotencyKey: Schema = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: `An exact repeat under the key gets the first answer again for ${repeatDays} days`,
};

const receipt: Schema = {
  'Compline-Receipt': {
    schema: { type: 'string' },
    description:
      'The number of the receipt of this act, e.g. R-7F3K-20QX-9MAB: the first sixty bits of the leaf of its entry. Given to persons; absent where nothing was recorded, and on a repeat',
  },
};

const password = {
  name: 'Compline-Password',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: "The password of a key's person, in UTF-8: by a key this act asks for it. A session shows it beforehand",
};

const describe = (name: string, o: AnyOperation): Schema => {
  const [method = '', path = ''] = o.http.split(' ');
  const takes = jsonSchema(o.takes, 'input');
  const get = method === 'GET' || 'stream' in o;
  const content =
    'stream' in o ? { [o.writes]: {} } : { 'application/json': { schema: jsonSchema(o.gives, 'output') } };
  const idempotent = method === 'GET' || 'stream' in o ? [] : [idempotencyKey];
  const again = o.by === 'person-fresh' ? [password] : [];
  return {
    operationId: name,
    summary: o.says,
    description: o.law.length === 0 ? '' : `Carries out ${o.law.join(', ')}.`,
    'x-law': o.law,
    'x-roles': o.may,
    'x-by': o.by,
    parameters: [...parameters(takes, path, get), ...idempotent, ...again],
    ...(method === 'GET' ? {} : requestBody(o, takes, path)),
    responses: {
      200: { description: 'Done', content, ...(idempotent.length === 0 ? {} : { headers: receipt }) },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
};

/** The OpenAPI 3.1 description, made from the list of operations. */
export const openapi = (list: ReadonlyMap<string, AnyOperation>): Schema => {
  const paths: Record<string, unknown> = { ...callPaths };
  for (const [name, o] of list) {
    const [method = '', path = ''] = o.http.split(' ');
    paths[path] = { ...(paths[path] as Schema | undefined), [method.toLowerCase()]: describe(name, o) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Compline',
      version: '1',
      license: { name: 'Apache-2.0' },
      description: 'CPNI decisions, records and filings with evidence.',
    },
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'A session token or an API key' } },
    },
    security: [{ bearer: [] }],
  };
};
