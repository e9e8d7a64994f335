import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { refuse } from '../../kernel/problem.ts';
import { sendProblem } from './answer.ts';

type Line = { readonly level: number; readonly type?: string };

it('a part that does not answer is logged as a warning, a bug as an error, and what a caller did wrong not at all', async () => {
  const lines: Line[] = [];
  const app = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => lines.push(JSON.parse(line)) } } });
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
  app.get('/asleep', () => refuse('unavailable', 'The mail server does not answer.', 'It is tried again by itself.'));
  app.get('/broken', () => {
    throw new TypeError('x is not a function');
  });
  app.get('/wrong', () => refuse('invalid-input', "'day' is no date.", 'Write a date.'));
  const statuses = [];
  for (const url of ['/asleep', '/broken', '/wrong']) statuses.push((await app.inject({ url })).statusCode);
  await app.close();
  expect(statuses).toEqual([503, 500, 400]);
  const [warning, error] = [40, 50];
  expect(lines.map(({ level }) => level)).toEqual([warning, error]);
  expect(lines[0]).toMatchObject({ type: 'unavailable', detail: 'The mail server does not answer.' });
});
