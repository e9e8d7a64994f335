import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { keepSecret, secretOf } from '../../db/secrets.ts';
import { when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import type { MailServer } from '../../outside/mail-out.ts';
import { toldOrNull } from '../promises/local-time.ts';
import { type MailSetting, mailSettingRow } from './record.ts';

export const passwordSecret = 'mail-password';
export const dkimSecret = 'dkim-key';

const settings = mailSettingRow.omit({ carrierId: true, setAt: true, checkedAt: true, faults: true, downSince: true });

/** The TXT record that publishes the public half of a private key (PEM). */
export const dkimRecordOf = (privateKey: string): string => {
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return `v=DKIM1; k=rsa; p=${der.toString('base64')}`;
};

/** The DKIM key of a carrier, made when it first needs one. */
const dkimKeyOf = async (ctx: Ctx): Promise<string> => {
  const known = await secretOf(ctx.dataFolder, ctx.carrier.id, dkimSecret);
  if (known !== null) return known;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  await keepSecret(ctx.dataFolder, ctx.carrier.id, dkimSecret, pem);
  return pem;
};

/** The carrier's mail settings; null where none are entered. */
export const mailSettingOf = async (ctx: Ctx): Promise<MailSetting | null> =>
  (await ctx.tx.selectFrom('mailSetting').selectAll().executeTakeFirst()) ?? null;

/** The carrier's mail settings, or a problem that says how to enter them. */
export const mailSettings = async (ctx: Ctx): Promise<MailSetting> =>
  (await mailSettingOf(ctx)) ??
  refuse('wrong-state', 'No mail server is entered for this carrier.', 'PUT /v1/mail-settings first.');

/** Why no notice may leave by these settings yet: what is wrong with the mail domains. Null where nothing is. */
export const faultOfMail = ({ checkedAt, faults }: Pick<MailSetting, 'checkedAt' | 'faults'>): string | null => {
  if (checkedAt === null) return 'The mail domains were not looked up yet.';
  return faults.length === 0 ? null : faults.join('; ');
};

/** The server to hand mail over to, with its secrets. */
export const serverOf = async (
  ctx: Ctx,
  { host, port, security, userName, ...rest }: MailSetting,
): Promise<MailServer> => ({
  host,
  port,
  security,
  user: userName,
  password: await secretOf(ctx.dataFolder, ctx.carrier.id, passwordSecret),
  dkim: { domain: rest.dkimDomain, selector: rest.dkimSelector, privateKey: await dkimKeyOf(ctx) },
});

export const configureMail = operation({
  http: 'PUT /v1/mail-settings',
  says: 'Enter the mail server and addresses that notices leave by; tells the DNS records to publish, which are then looked up',
  law: ['47 CFR 64.2008(d)(3)'],
  may: ['compliance', 'administrator'],
  by: 'person-fresh',
  takes: settings.extend({ password: z.string().min(1).nullable() }),
  gives: settings.extend({ publish: z.array(z.strictObject({ name: z.string(), text: z.string() })) }),
  async run(ctx: Ctx, { password, ...given }) {
    if (password !== null) await keepSecret(ctx.dataFolder, ctx.carrier.id, passwordSecret, password);
    const row = { ...given, setAt: ctx.at, checkedAt: null, faults: [], downSince: null };
    await ctx.tx
      .insertInto('mailSetting')
      .values(row)
      .onConflict((conflict) => conflict.column('carrierId').doUpdateSet(row))
      .execute();
    const { fromAddress: _from, userName: _user, ...facts } = given;
    await record(ctx, { kind: 'mail.configured', subject: 'mail', happenedAt: ctx.at, facts });
    await later(ctx, { does: 'mail.checkDomains', input: {}, from: ctx.at, key: 'mail' });
    const publish = [
      { name: `${given.dkimSelector}._domainkey.${given.dkimDomain}`, text: dkimRecordOf(await dkimKeyOf(ctx)) },
      {
        name: given.returnDomain,
        text: `v=spf1 ${given.sendingIps.map((ip) => `${ip.includes(':') ? 'ip6' : 'ip4'}:${ip}`).join(' ')} -all`,
      },
      { name: `_dmarc.${given.fromAddress.split('@')[1]}`, text: 'v=DMARC1; p=quarantine' },
    ];
    return { ...given, publish };
  },
});

export const showMail = operation({
  http: 'GET /v1/mail-settings',
  says: 'How mail leaves, and what the last look at its domains found wrong',
  law: [],
  may: ['compliance', 'administrator', 'marketing', 'supervisor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: settings.extend({ checkedAt: when.nullable(), faults: z.array(z.string()), downSince: when.nullable() }),
  async run(ctx: Ctx) {
    const { carrierId: _carrier, setAt: _set, checkedAt, downSince, ...kept } = await mailSettings(ctx);
    return { ...kept, checkedAt: toldOrNull(ctx, checkedAt), downSince: toldOrNull(ctx, downSince) };
  },
});
