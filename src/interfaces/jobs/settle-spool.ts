import { recordAttempt } from '../../cpni/choices/settle.ts';
import { readAttempt, restAttempt, type SpooledAttempt, unspool, waitingIn } from '../../cpni/choices/spool.ts';
import type { TriedCall } from '../../cpni/choices/telephone/tried.ts';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { invoke } from '../invoke.ts';
import { isAway } from './until-written.ts';

/** How long what was refused, whoever is there, rests before it is tried again, ms: it is told each time, and seldom mends itself. */
const rest = 3_600_000;

type Person = {
  readonly carrierId: string;
  readonly customerId: string | null;
  readonly versionId: string | null;
  /** Of a call: what it told, from which the account is found. */
  readonly call: TriedCall | null;
};

/** Who tried: a code that answered then answers here, though it may have expired since. */
const personOf = async ({ platform }: Connections, { by, triedAt }: SpooledAttempt): Promise<Person | null> => {
  if ('call' in by) return { ...by, customerId: null, versionId: null };
  if ('carrierId' in by) return { ...by, call: null };
  const row = await platform
    .selectFrom('choiceCode')
    .innerJoin('carrier', 'carrier.id', 'choiceCode.carrierId')
    .select(['choiceCode.carrierId', 'customerId', 'versionId', 'expiresAt', 'carrier.clock'])
    .where('codeHash', '=', Buffer.from(by.codeHash, 'hex'))
    .executeTakeFirst();
  if (row === undefined || row.expiresAt <= (row.clock ?? triedAt)) return null;
  const { carrierId, customerId, versionId } = row;
  return { carrierId, customerId, versionId, call: null };
};

const settle = async (connections: Connections, attempt: SpooledAttempt): Promise<void> => {
  const person = await personOf(connections, attempt);
  if (person !== null) {
    const { carrierId, customerId, call } = person;
    const { id: attemptId, kind, mechanism, language, triedAt } = attempt;
    const ask = (name: string, input: unknown) =>
      invoke(connections, name, systemAsks(carrierId, 'spool of attempts', Date.now()), { input, key: null });
    // apart: the try counts even while the no still cannot be written
    const tried = new Date(triedAt).toISOString();
    const made = { attemptId, kind, mechanism, customerId, call, triedAt: tried };
    const { versionId } = recordAttempt.gives.parse(await ask('choices.attempted', made));
    await ask('choices.settle', { attemptId, versionId: person.versionId ?? versionId, language });
  }
  await unspool(connections.dataFolder, attempt.id);
};

/**
 * Brings what could not be written into the database, each once, whatever this is interrupted by; the rest waits on. What is refused though
 * the database answers, or cannot be read, is kept, told by what this throws, and tried again an hour later.
 */
export const settleSpool = async (connections: Connections, now = Date.now()): Promise<void> => {
  const { dataFolder } = connections;
  let failure: unknown = null;
  for (const attemptId of await waitingIn(dataFolder, now)) {
    try {
      await settle(connections, await readAttempt(dataFolder, attemptId));
    } catch (error) {
      failure = error;
      if (!isAway(error)) await restAttempt(dataFolder, attemptId, now + rest);
    }
  }
  if (failure !== null) throw failure;
};
