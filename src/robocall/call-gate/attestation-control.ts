import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { toNumber } from '../numbers/normalise.ts';
import { signedIn } from './count-signed.ts';
import { type GateLine, readLines } from './line.ts';

/** The groups that are read call by call: those with the most of the level that says the most. */
const read = 20;

const groupsOf = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('gateGroup')
    .select(['id', 'lines'])
    .where('fromAt', '>=', from)
    .where('fromAt', '<', until)
    .where('lines', 'is not', null)
    .where((eb) => eb.or([eb('signedA', '>', 0), eb('signedB', '>', 0), eb('signedC', '>', 0)]))
    .orderBy('signedA', 'desc')
    .orderBy('id')
    .limit(read)
    .execute();

const unsignedGroups = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('gateGroup')
    .select('id')
    .where('fromAt', '>=', from)
    .where('fromAt', '<', until)
    .where('unsigned', '>', 0)
    .orderBy('unsigned', 'desc')
    .orderBy('id')
    .limit(read)
    .execute();

const signedLines = (lines: string): readonly GateLine[] => readLines(lines).filter(({ attest }) => attest !== null);

const ownCertificates = async (ctx: Ctx): Promise<ReadonlySet<string>> => {
  const rows = await ctx.tx.selectFrom('signingCredential').select('fingerprint').execute();
  return new Set(rows.map(({ fingerprint }) => fingerprint));
};

const rightsOf = async (ctx: Ctx, lines: readonly GateLine[]) => {
  const ids = [...new Set(lines.flatMap(({ attest, right }) => (attest === 'A' && right !== null ? [right] : [])))];
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('numberRight')
    .select(['id', 'accountId', 'firstNumber', 'lastNumber', 'verifiedAt'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};

type Rights = Awaited<ReturnType<typeof rightsOf>>;

/** Whether an A rests on a verified right of that account to that number; a right that retention took can no longer be asked. */
const rests = ({ account, from, right }: GateLine, rights: Rights): boolean => {
  if (right === null) return false;
  const known = rights.get(right);
  if (known === undefined) return true;
  const number = toNumber(from) ?? 0;
  const covers = known.firstNumber <= number && number <= known.lastNumber;
  return known.accountId === account && covers && known.verifiedAt !== null;
};

type Group = { readonly id: string; readonly lines: readonly GateLine[] };

/** What is wrong with the signatures of the groups that were read, the first that is found; null: nothing. */
const wrongIn = async (
  ctx: Ctx,
  groups: readonly Group[],
): Promise<{ because: string; broken: readonly Group[] } | null> => {
  const own = await ownCertificates(ctx);
  const rights = await rightsOf(
    ctx,
    groups.flatMap(({ lines }) => lines),
  );
  const strange = groups.filter(({ lines }) => lines.some(({ certificate }) => !own.has(certificate ?? '')));
  if (strange.length > 0) return { because: 'calls were signed by a certificate that is not ours', broken: strange };
  const baseless = groups.filter(({ lines }) => lines.some((line) => line.attest === 'A' && !rests(line, rights)));
  if (baseless.length > 0)
    return { because: 'calls were signed A without a verified right of the customer to the number', broken: baseless };
  return null;
};

const attested = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const counts = await signedIn(ctx, period);
  const { signedA, signedB, signedC, unsigned } = counts;
  const signed = signedA + signedB + signedC;
  if (signed + unsigned === 0)
    return { status: 'untested', because: 'no call of the gate was carried in this time', counts, samples: [] };
  const groups = (await groupsOf(ctx, period)).map(({ id, lines }) => ({ id, lines: signedLines(lines ?? '') }));
  const wrong = await wrongIn(ctx, groups);
  if (wrong !== null)
    return { status: 'not kept', because: wrong.because, counts, samples: samplesOf('gate-group', wrong.broken) };
  if (unsigned > 0) {
    const because = `${unsigned} of ${signed + unsigned} calls that were carried went without a signature`;
    return { status: 'not kept', because, counts, samples: samplesOf('gate-group', await unsignedGroups(ctx, period)) };
  }
  const levels = `${signedA} signed A, ${signedB} B and ${signedC} C`;
  const because = `every call that was carried was signed by our own certificate: ${levels}`;
  return { status: 'kept', because, counts, samples: samplesOf('gate-group', groups) };
};

/** The control of our own signatures: R22 of a mitigation plan. */
export const attestationControls: readonly Control[] = [
  {
    id: 'attestation',
    says: 'Every call that is carried is signed by a certificate of our own, and A only on a verified right to the number',
    law: '47 CFR 64.6301(a)',
    check: attested,
  },
];
