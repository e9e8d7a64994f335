import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { keepSecret } from '../../../db/secrets.ts';
import { when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { told } from '../../promises/local-time.ts';
import { realNow } from '../links/clock.ts';
import { publicUrlNeeded } from '../links/public-url-needed.ts';
import { returnAddress, signInAddress } from './addresses.ts';
import { identityProviderRow } from './record.ts';

/** The client secret's name among the carrier's secrets. */
export const clientSecret = 'sign-in-provider';

const { id, issuer, clientId, addresses, setBy } = identityProviderRow.shape;
const shown = z.strictObject({
  ...{ id, issuer, clientId, addresses, setBy, setAt: when },
  /** what the staff open to sign in */
  signInAt: z.string(),
  /** what the provider must allow as redirect URI */
  returnsTo: z.string(),
});

const held = (ctx: Ctx) =>
  ctx.tx.selectFrom('identityProvider').selectAll().where('endedAt', 'is', null).executeTakeFirst();

type Row = NonNullable<Awaited<ReturnType<typeof held>>>;

const telling = (ctx: Ctx, { carrierId, endedAt: _ended, setAt, ...row }: Row): z.output<typeof shown> => {
  const base = publicUrlNeeded();
  return { ...row, setAt: told(ctx, setAt), signInAt: signInAddress(base, carrierId), returnsTo: returnAddress(base) };
};

/** Ends the provider in force, with the sessions that it opened, on record; its id, or undefined where there is none. */
const end = async (ctx: Ctx): Promise<string | undefined> => {
  const row = await ctx.tx
    .updateTable('identityProvider')
    .set({ endedAt: realNow })
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const sessions = await ctx.tx
    .updateTable('session')
    .set({ endedAt: realNow })
    .where(sql<boolean>`'provider' = any(opened_with)`)
    .where('endedAt', 'is', null)
    .returning('id')
    .execute();
  await record(ctx, {
    kind: 'sign-in-provider.ended',
    subject: `sign-in-provider:${row.id}`,
    happenedAt: ctx.at,
    facts: { sessions: sessions.map(({ id: session }) => session) },
  });
  return row.id;
};

// a carrier's own provider may stand in its own network, as its mail server may; without TLS on this machine only
const faultOf = (given: string): string | null => {
  if (!URL.canParse(given)) return 'it is no URL';
  const { protocol, hostname, search, hash, username } = new URL(given);
  if (search !== '' || hash !== '' || username !== '') return 'it has a query, a fragment or a user name';
  const here = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && here) ? null : 'it is not https';
};

export const setProvider = operation({
  http: 'PUT /v1/sign-in-provider',
  says: "Enter the carrier's own OIDC provider: who works here may sign in by it, at this carrier alone; one entered before ends, with the sessions that it opened",
  law: ['47 CFR 64.2010(a)'],
  may: ['administrator'],
  by: 'person-fresh',
  takes: z.strictObject({
    issuer: z.string().meta({ examples: ['https://sign-in.carrier.example'] }),
    clientId,
    clientSecret: z.string().min(1).max(1000),
    addresses,
  }),
  gives: shown,
  async run(ctx: Ctx, { clientSecret: secret, ...given }) {
    const fault = faultOf(given.issuer);
    if (fault !== null)
      refuse('invalid-input', `'issuer': ${fault}.`, 'Give what the provider calls its issuer, as https://host/path.');
    publicUrlNeeded();
    await end(ctx);
    await keepSecret(ctx.dataFolder, ctx.carrier.id, clientSecret, secret);
    const row = await ctx.tx
      .insertInto('identityProvider')
      .values({ id: ctx.id(), ...given, setBy: ctx.actor.name, setAt: ctx.at, endedAt: null })
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'sign-in-provider.set',
      subject: `sign-in-provider:${row.id}`,
      happenedAt: ctx.at,
      facts: given,
    });
    return telling(ctx, row);
  },
});

export const showProvider = operation({
  http: 'GET /v1/sign-in-provider',
  says: "The carrier's own OIDC provider, the address at which staff sign in by it, and the redirect address that it must allow",
  law: [],
  may: ['administrator', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: shown,
  run: async (ctx: Ctx) => telling(ctx, found(await held(ctx), 'provider of this carrier')),
});

export const endProvider = operation({
  http: 'POST /v1/sign-in-provider:end',
  says: "End the signing in by the carrier's own OIDC provider, and every session that it opened, at once",
  law: ['47 CFR 64.2010(a)'],
  may: ['administrator'],
  by: 'person-fresh',
  takes: z.strictObject({}),
  gives: z.strictObject({ id }),
  run: async (ctx: Ctx) => ({ id: found(await end(ctx), 'provider of this carrier') }),
});
