import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { keepSecret, secretOf } from '../../db/secrets.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { TelephoneService } from '../../outside/telephone-service.ts';
import { telephoneSettingRow } from './record.ts';

/** The name under which the service's secret is kept. */
export const telephoneSecret = 'telephone-service';
const settings = telephoneSettingRow.omit({ carrierId: true, setAt: true });

/** The service to text and call through, with its secret; null where none is entered. */
export const telephoneOf = async (ctx: Ctx): Promise<TelephoneService | null> => {
  const row = await ctx.tx.selectFrom('telephoneSetting').selectAll().executeTakeFirst();
  const secret = await secretOf(ctx.dataFolder, ctx.carrier.id, telephoneSecret);
  return row === undefined || secret === null ? null : { ...settings.parse(withoutKeys(row)), secret };
};

const withoutKeys = ({ carrierId: _carrier, setAt: _set, ...kept }: z.output<typeof telephoneSettingRow>) => kept;

export const configureTelephone = operation({
  http: 'PUT /v1/telephone-settings',
  says: 'Enter the service through which texts leave and calls to the number of record are placed',
  law: ['47 CFR 64.2010(b)', '47 CFR 64.2010(f)'],
  may: ['compliance', 'administrator'],
  by: 'person',
  takes: settings.extend({ secret: z.string().min(8).max(200) }),
  gives: settings,
  async run(ctx: Ctx, { secret, ...given }) {
    await keepSecret(ctx.dataFolder, ctx.carrier.id, telephoneSecret, secret);
    const row = { ...given, setAt: ctx.at };
    await ctx.tx
      .insertInto('telephoneSetting')
      .values(row)
      .onConflict((conflict) => conflict.column('carrierId').doUpdateSet(row))
      .execute();
    await record(ctx, { kind: 'telephone.configured', subject: 'telephone', happenedAt: ctx.at, facts: given });
    return given;
  },
});
