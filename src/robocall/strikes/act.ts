import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import {
  type Consequence,
  type StrikeAnswer,
  type StrikeEvent,
  strikeStanding,
} from '../../law/questions/strike-consequence.ts';
import { fold } from './fold.ts';
import { strikeConsequences, strikeStandings } from './record.ts';
import { latestStanding, settle } from './settle.ts';
import { findingNamed, type Known, lockedStrikes, type StrikeFinding } from './store.ts';
import { mostCalls, takeCalls } from './take.ts';
import { type Detail, writeSteps } from './write.ts';

export const strikeLaw = ['47 CFR 64.6305(a)(2)'] as const;

/** What an act brought about, as the law answers. */
export const strikeAnswer = z.strictObject({
  accountId: id,
  findingId: id,
  consequence: z.enum(strikeConsequences),
  standing: z.enum(strikeStandings),
  /** whether calls other than emergency calls are carried, as far as strikes go */
  service: z.enum(['active', 'suspended', 'ended']),
  cite: z.string(),
  reason: z.string(),
});

/** A finding with the account's strikes as they stand, locked, and every refused call up to now weighed. */
export type Case = { readonly finding: StrikeFinding; readonly known: Known };

/** Opens the finding of that id for an act: what was refused before the act is weighed before it. */
export const caseOf = async (ctx: Ctx, findingId: string): Promise<Case> => {
  const { accountId } = await findingNamed(ctx, findingId);
  const { known, calls } = await takeCalls(ctx, await lockedStrikes(ctx, accountId));
  if (calls === mostCalls)
    refuse('unavailable', 'Refused calls of this account are still being weighed.', 'Try again in a minute.');
  const finding = known.rows.find((row) => row.id === findingId);
  if (finding === undefined) throw new Error(`finding ${findingId} is not among those of its account`);
  return { finding, known };
};

/** Refuses an act on what does not stand open for it. */
export const cannot = (detail: string, fix: string): never => {
  throw new Problem('wrong-state', { detail, fix, cite: strikeLaw[0] });
};

/** That the finding is the one upon which termination is ordered. */
export const mustBeOrdered = ({ finding, known }: Case): void => {
  const standing = strikeStanding(known.state);
  if (standing !== 'termination-ordered')
    cannot(`No termination of this account is ordered: it is ${standing}.`, 'Show its strikes.');
  const latest = latestStanding(known);
  if (latest?.id !== finding.id)
    cannot(
      `Termination is ordered upon finding ${latest?.number ?? ''}, not upon this one.`,
      'Name that finding: show the strikes of the account.',
    );
};

export type Act = {
  readonly event: StrikeEvent;
  readonly detail: Detail;
  /** By how many the calls of a finding grow, by its number. */
  readonly calls: ReadonlyMap<number, number>;
};

export type Done = { readonly after: Known; readonly answer: StrikeAnswer };

/** Does an act on the case and what follows from it; `expected` are the consequences that it may have. */
export const act = async (
  ctx: Ctx,
  { known }: Case,
  { event, detail, calls }: Act,
  expected: readonly Consequence[],
): Promise<Done> => {
  const steps = fold(known, [event]);
  const answer = steps[0]?.answer;
  if (answer === undefined || !expected.includes(answer.consequence))
    return cannot('This changes nothing in the strikes of the account.', 'Show its strikes.');
  const after = await writeSteps(ctx, known, { steps, detailOf: () => detail, calls });
  await settle(ctx, known, after);
  return { after, answer };
};

/** The answer of an act upon a finding. */
export const told = (
  { accountId, id: findingId }: StrikeFinding,
  { answer: { consequence, standing, service, cite, reason } }: Done,
): z.input<typeof strikeAnswer> => ({ accountId, findingId, consequence, standing, service, cite, reason });

export const noCalls: ReadonlyMap<number, number> = new Map();

/** Who signs; of machines and of the system itself no signature is taken. */
export const signature = ({ actor }: Ctx, reason: string): Pick<Detail, 'signedBy' | 'signerName' | 'reason'> =>
  actor.kind === 'person'
    ? { signedBy: actor.id, signerName: actor.name, reason }
    : refuse('person-needed', 'A person must sign this.', 'Sign in as a person.');
