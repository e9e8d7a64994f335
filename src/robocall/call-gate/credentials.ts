import { z } from 'zod';
import { newSecret, secretHash } from '../../carriers/staff/passwords.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id, sha256Hex, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { plainAddress } from './address.ts';
import { gateCredentialRow } from './record.ts';

/** Who runs the gate, and who may look at it. */
const mayRun: readonly Role[] = ['network'];
const maySee: readonly Role[] = ['network', 'onboarding', 'compliance', 'officer', 'auditor', 'counsel'];

const accountsExist = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  const rows = await ctx.tx
    .selectFrom('voiceAccount')
    .select('id')
    .where('id', 'in', [...ids, ctx.carrier.id])
    .execute();
  const known = new Set(rows.map((row) => row.id));
  const unknown = ids.find((each) => !known.has(each));
  if (unknown !== undefined)
    refuse(
      'not-found',
      `accountId: there is no voice account ${unknown} at this carrier.`,
      'GET /v1/voice-accounts lists them.',
    );
};

type Given = {
  readonly kind: 'key' | 'certificate' | 'address';
  readonly fingerprint: string | null;
  readonly address: string | null;
};

/** What is kept of a credential, and the secret that is shown once. */
const proofOf = (given: Given): { proof: string; secret: string | null } => {
  if (given.kind === 'key') {
    const secret = `cg_${newSecret()}`;
    return { proof: secretHash(secret).toString('hex'), secret };
  }
  if (given.kind === 'certificate')
    return {
      proof:
        given.fingerprint ??
        refuse('invalid-input', 'fingerprint: missing.', 'Send the SHA-256 of the client certificate, 64 hex digits.'),
      secret: null,
    };
  const proof =
    plainAddress(given.address ?? '') ??
    refuse('invalid-input', 'address: no IP address.', 'Send the address from which the SIP peer sends, IPv4 or IPv6.');
  return { proof, secret: null };
};

const shown = gateCredentialRow.pick({ id: true, name: true, accountId: true, kind: true, trunks: true });

export const addCredential = operation({
  http: 'POST /v1/gate-credentials',
  says: 'Let equipment ask the call gate: one account’s, or a switch that names the account of each call; a key is shown once',
  law: ['47 CFR 64.1200(n)(4)'],
  may: mayRun,
  by: 'person-fresh',
  takes: gateCredentialRow.pick({ name: true, kind: true }).extend({
    accountId: id.nullable().default(null),
    trunks: gateCredentialRow.shape.trunks.default({}),
    fingerprint: sha256Hex.nullable().default(null),
    address: z.string().nullable().default(null),
  }),
  gives: z.strictObject({ id, secret: z.string().nullable() }),
  async run(ctx: Ctx, { name, kind, accountId, trunks, ...given }) {
    await accountsExist(ctx, [...(accountId === null ? [] : [accountId]), ...Object.values(trunks)]);
    const { proof, secret } = proofOf({ kind, ...given });
    const taken = await ctx.tx
      .selectFrom('gateCredential')
      .select('name')
      .where('kind', '=', kind)
      .where('proof', '=', proof)
      .where('untilAt', 'is', null)
      .executeTakeFirst();
    if (taken !== undefined)
      refuse('already-exists', `${kind}: ‘${taken.name}’ has it already.`, 'End that credential first.');
    const credentialId = ctx.id();
    const row = {
      id: credentialId,
      name,
      accountId,
      kind,
      proof,
      trunks: asJson(trunks),
      fromAt: ctx.at,
      untilAt: null,
    };
    // a peer is known by its proof alone, before any carrier is: another carrier's is not seen here, and stops it too
    const added = await ctx.tx
      .insertInto('gateCredential')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined)
      refuse(
        'already-exists',
        `${kind}: it is listed already in this installation, by another carrier.`,
        'An address or certificate belongs to one carrier; use a key, or an address of its own.',
      );
    await record(ctx, {
      kind: 'gate.credential-added',
      subject: `gate-credential:${credentialId}`,
      happenedAt: ctx.at,
      facts: { name, kind, account: accountId, trunks },
    });
    return { id: credentialId, secret };
  },
});

export const endCredential = operation({
  http: 'POST /v1/gate-credentials/{credentialId}:end',
  says: 'End a credential of the call gate; its equipment is refused within seconds',
  law: [],
  may: mayRun,
  by: 'person',
  takes: z.strictObject({ credentialId: id, reason: z.string().trim().min(1) }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { credentialId, reason }) {
    const row = await ctx.tx
      .updateTable('gateCredential')
      .set({ untilAt: ctx.at })
      .where('id', '=', credentialId)
      .where('untilAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    found(row, 'credential in force');
    await record(ctx, {
      kind: 'gate.credential-ended',
      subject: `gate-credential:${credentialId}`,
      happenedAt: ctx.at,
      facts: { reason },
    });
    return { id: credentialId };
  },
});

export const listCredentials = operation({
  http: 'GET /v1/gate-credentials',
  says: 'Show who may ask the call gate; keys never',
  law: [],
  may: maySee,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown.extend({ from: when })) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('gateCredential')
      .select(['id', 'name', 'accountId', 'kind', 'trunks', 'fromAt'])
      .where('untilAt', 'is', null)
      .orderBy('name')
      .execute();
    return { items: rows.map(({ fromAt, ...row }) => ({ ...row, from: new Date(fromAt).toISOString() })) };
  },
});
