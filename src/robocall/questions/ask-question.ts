import type { z } from 'zod';
import { easternDay } from '../../carriers/promises/local-time.ts';
import { refuse } from '../../kernel/problem.ts';
import { attestationFor } from '../../law/questions/attestation-for.ts';
import { mayCarryCall } from '../../law/questions/may-carry-call.ts';
import { maySignFor } from '../../law/questions/may-sign-for.ts';
import { strikeConsequence } from '../../law/questions/strike-consequence.ts';
import { upstreamListed } from '../../law/questions/upstream-listed.ts';
import { attestationFacts, callFacts, signingFacts, strikeFacts, upstreamFacts } from './facts.ts';

const read = <T extends z.ZodType>(facts: T, given: unknown): z.output<T> => {
  const result = facts.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return refuse(
    'invalid-input',
    `'${['facts', ...(issue?.path ?? [])].join('.')}': ${issue?.message ?? 'cannot be read'}`,
    'Give every fact; what is not known has a word that says so.',
  );
};

const questions = {
  'attestation-for': (given: unknown) => {
    const call = read(attestationFacts, given);
    return attestationFor({ ...call, day: easternDay(call.at) });
  },
  'may-sign-for': (given: unknown) => {
    const { at, signer } = read(signingFacts, given);
    return maySignFor(easternDay(at), signer);
  },
  'may-carry-call': (given: unknown) => {
    const call = read(callFacts, given);
    return mayCarryCall({ ...call, day: easternDay(call.at) });
  },
  'upstream-listed': (given: unknown) => {
    const asked = read(upstreamFacts, given);
    return upstreamListed({ ...asked, day: easternDay(asked.at) });
  },
  'strike-consequence': (given: unknown) => strikeConsequence(read(strikeFacts, given).events),
} as const;

const isQuestion = (name: unknown): name is keyof typeof questions =>
  typeof name === 'string' && Object.hasOwn(questions, name);

/** The law's answer to one question on robocalls, or a Problem that names the fact. Instants in it are epoch ms. */
export const askQuestion = (name: unknown, facts: unknown): object =>
  isQuestion(name)
    ? questions[name](facts)
    : refuse('invalid-input', "'question' is none we know", `Write one of ${Object.keys(questions).join(', ')}.`);
