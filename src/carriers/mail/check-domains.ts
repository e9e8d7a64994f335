import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { secretOf } from '../../db/secrets.ts';
import { outward } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { Outside } from '../../outside/outside.ts';
import { openTask } from '../tasks/open.ts';
import { aligned, dmarcOf } from './dmarc.ts';
import type { MailSetting } from './record.ts';
import { dkimRecordOf, dkimSecret, mailSettingOf } from './settings.ts';
import { type Directory, type Spf, spfOf } from './spf.ts';

const spfFault = (spf: Spf, domain: string, ip: string): string | null => {
  if (spf === 'names-it') return null;
  if (typeof spf === 'object') return `SPF of ${domain} is broken (permerror): ${spf.wrong}`;
  return `SPF of ${domain} does not name ${ip}: add it to the TXT record "v=spf1 …"`;
};

const keyIn = (record: string): string => /p=([A-Za-z0-9+/=\s]+)/.exec(record)?.[1]?.replace(/\s/g, '') ?? '';

/** DMARC passes where the domain of the DKIM signature or that of SPF, the return path's, is the sender's: RFC 7489 section 3.1. */
const dmarcFault = async ({ lookUpText }: Directory, setting: MailSetting): Promise<string | null> => {
  const { dkimDomain, returnDomain } = setting;
  const from = (setting.fromAddress.split('@')[1] ?? '').toLowerCase();
  const dmarc = await dmarcOf(lookUpText, from);
  if (dmarc === null) return `_dmarc.${from} has no DMARC record: publish "v=DMARC1; p=quarantine"`;
  if (await aligned(lookUpText, dmarc.adkim, dkimDomain, from)) return null;
  if (await aligned(lookUpText, dmarc.aspf, returnDomain, from)) return null;
  return `DMARC of ${from} fails: neither the DKIM domain ${dkimDomain} nor the return domain ${returnDomain} is aligned with it; sign as ${from}, or take a return domain under it`;
};

/** What is wrong with the published records, each with what to publish; empty when mail may go out. */
export const domainFaults = async (look: Directory, setting: MailSetting, dkimRecord: string): Promise<string[]> => {
  const faults: string[] = [];
  for (const ip of setting.sendingIps) {
    const fault = spfFault(await spfOf(look, setting.returnDomain, ip), setting.returnDomain, ip);
    if (fault !== null && !faults.includes(fault)) faults.push(fault);
  }
  const unaligned = await dmarcFault(look, setting);
  if (unaligned !== null) faults.push(unaligned);
  const name = `${setting.dkimSelector}._domainkey.${setting.dkimDomain}`;
  const published = (await look.lookUpText(name)).map(keyIn);
  if (!published.includes(keyIn(dkimRecord))) faults.push(`${name} does not publish our key: publish "${dkimRecord}"`);
  return faults;
};

type Task = { readonly setting: MailSetting; readonly dkimRecord: string };

/** Looks up SPF, DMARC and DKIM of the carrier's mail domains; nothing goes out while one is wrong. */
export const checkDomains = outward({
  says: 'Look up SPF, DMARC and DKIM of the domains that mail leaves under',
  law: [],
  takes: z.strictObject({}),
  async prepare(ctx: Ctx): Promise<Task | null> {
    const setting = await mailSettingOf(ctx);
    if (setting === null) return null;
    const key = await secretOf(ctx.dataFolder, ctx.carrier.id, dkimSecret);
    return { setting, dkimRecord: key === null ? '' : dkimRecordOf(key) };
  },
  reach: (outside: Outside, { setting, dkimRecord }) => domainFaults(outside, setting, dkimRecord),
  async run(ctx: Ctx, { setting }, faults) {
    await ctx.tx.updateTable('mailSetting').set({ checkedAt: ctx.at, faults }).execute();
    // looked up every hour: evidence is what was found first and what changed
    if (setting.checkedAt !== null && setting.faults.join('\n') === faults.join('\n')) return;
    await record(ctx, { kind: 'mail.domains-checked', subject: 'mail', happenedAt: ctx.at, facts: { faults } });
    // who entered the settings reads the faults there; later ones come unasked
    if (setting.checkedAt === null || faults.length === 0) return;
    await openTask(ctx, {
      kind: 'mail-domains',
      subject: 'mail',
      why: `The published records of the mail domains have changed: ${faults.join('; ')}.`,
      role: 'compliance',
      dueAt: null,
      key: 'mail',
    });
  },
});
