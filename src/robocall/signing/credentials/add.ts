import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { id, passwordAgain, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { type ChainFinding, type OwnCredential, ownCredential, readPrivateKey } from '../own-credential.ts';
import { signingCredentialRow } from './record.ts';
import { sealKey } from './sealed-key.ts';

/** What a weighed credential shows. */
export const weighed = {
  fingerprint: signingCredentialRow.shape.fingerprint,
  subject: z.string(),
  issuer: z.string(),
  notAfter: when,
  daysLeft: z.int(),
  findings: z.array(z.object({ code: z.string(), text: z.string(), cite: z.string(), certificate: z.string() })),
};

type Row = Pick<z.output<typeof signingCredentialRow>, 'chain' | 'sealedKey' | 'x5u'>;

/** Writes a credential in force from now on; evidence names the certificate, never the key. */
export const writeCredential = async (ctx: Ctx, row: Row, { chain }: OwnCredential): Promise<string> => {
  const { spc, fingerprint, notBefore, notAfter } = chain;
  const same = await ctx.tx
    .selectFrom('signingCredential')
    .select('id')
    .where('fingerprint', '=', fingerprint)
    .where('retiredAt', 'is', null)
    .executeTakeFirst();
  if (same !== undefined)
    refuse('already-exists', 'chain: this certificate is in force already.', 'Nothing is to be done.');
  const credentialId = ctx.id();
  await ctx.tx
    .insertInto('signingCredential')
    .values({
      id: credentialId,
      spc,
      ...row,
      fingerprint,
      notBefore,
      notAfter,
      fromAt: ctx.at,
      retiredAt: null,
      retiredWhy: null,
      addedBy: ctx.actor.name,
    })
    .execute();
  await record(ctx, {
    kind: 'signing.credential-added',
    subject: `signing-credential:${credentialId}`,
    happenedAt: ctx.at,
    facts: { spc, fingerprint, x5u: row.x5u, notBefore, notAfter, findings: chain.findings.map(({ code }) => code) },
  });
  return credentialId;
};

/** What an answer shows of a chain. */
export const shownChain = ({ fingerprint, subject, issuer, notAfter, daysLeft, findings }: OwnCredential['chain']) => ({
  fingerprint,
  subject,
  issuer,
  notAfter: new Date(notAfter).toISOString(),
  daysLeft,
  findings: findings.map((finding: ChainFinding) => ({ ...finding })),
});

export const addSigningCredential = operation({
  http: 'POST /v1/signing-credentials',
  says: 'Load a certificate chain and its private key: linted, matched with each other and with the service provider code; calls are signed with it within seconds',
  law: ['47 CFR 64.6301(a)'],
  may: ['network'],
  by: 'person-again',
  takes: signingCredentialRow.pick({ chain: true, x5u: true }).extend({
    expectedSpc: signingCredentialRow.shape.spc.nullable().default(null),
    key: z.string().min(1),
    passphrase: z.string().nullable().default(null),
    password: passwordAgain,
  }),
  gives: z.strictObject({ id, spc: z.string(), ...weighed }),
  async run(ctx: Ctx, { chain, x5u, expectedSpc, key, passphrase }) {
    const own = readPrivateKey(key, passphrase);
    const credential = ownCredential(own, { chain: Buffer.from(chain), x5u, expectedSpc }, Date.now());
    const sealedKey = await sealKey(ctx.dataFolder, ctx.carrier.id, own);
    const credentialId = await writeCredential(ctx, { chain, sealedKey, x5u }, credential);
    return { id: credentialId, spc: credential.chain.spc, ...shownChain(credential.chain) };
  },
});
