import { Problem, type ProblemType, problems } from '../../kernel/problem.ts';

const isType = (text: string): text is ProblemType => Object.hasOwn(problems, text);

const textOf = (body: object, name: string): string => {
  const value: unknown = Object.entries(body).find(([field]) => field === name)?.[1];
  return typeof value === 'string' ? value : '';
};

/** A refused response as the thrown value it was on the server; what is no known problem becomes a plain Error. */
export const problemFrom = async (response: Response): Promise<Error> => {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return new Error(`The server answered ${response.status}.`);
  const type = textOf(body, 'type').replace('/problems/', '');
  const cite = textOf(body, 'cite');
  const facts = { detail: textOf(body, 'detail'), fix: textOf(body, 'fix'), cite: cite === '' ? null : cite };
  return isType(type) ? new Problem(type, facts) : new Error(`The server answered ${response.status}: ${facts.detail}`);
};
