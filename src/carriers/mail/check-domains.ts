import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { secretOf } from '../../db/secrets.ts';
import { outward } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { LookUpText } from '../../outside/dns-text.ts';
import type { Outside } from '../../outside/outside.ts';
import { openTask } from '../tasks/open.ts';
import type { MailSetting } from './record.ts';
import { dkimRecordOf, dkimSecret, mailSettingOf } from './settings.ts';

const mechanisms = (text: string): readonly string[] => text.split(/\s+/).slice(1);

const ipv4Number = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const inRange = (ip: string, range: string): boolean => {
  const [base = '', bits] = range.split('/');
  if (ip.includes(':') || base.includes(':')) return ip.toLowerCase() === base.toLowerCase();
  const size = 2 ** (32 - Number(bits ?? 32));
  return Math.floor(ipv4Number(ip) / size) === Math.floor(ipv4Number(base) / size);
};

/** Whether a domain's SPF names an address itself or by `include`, ten look-ups deep as RFC 7208 allows. */
const spfNames = async (look: LookUpText, domain: string, ip: string, budget: { left: number }): Promise<boolean> => {
  if (budget.left === 0) return false;
  budget.left -= 1;
  const record = (await look(domain)).find((text) => /^v=spf1(\s|$)/i.test(text));
  if (record === undefined) return false;
  for (const one of mechanisms(record)) {
    const [name = '', value = ''] = one.replace(/^\+/, '').split(/:(.*)/s);
    if ((name === 'ip4' || name === 'ip6') && inRange(ip, value)) return true;
    if (name === 'include' && (await spfNames(look, value, ip, budget))) return true;
    if (one.startsWith('redirect=') && (await spfNames(look, one.slice(9), ip, budget))) return true;
  }
  return false;
};

const keyIn = (record: string): string => /p=([A-Za-z0-9+/=\s]+)/.exec(record)?.[1]?.replace(/\s/g, '') ?? '';

/** What is wrong with the published records, each with what to publish; empty when mail may go out. */
export const domainFaults = async (look: LookUpText, setting: MailSetting, dkimRecord: string): Promise<string[]> => {
  const faults: string[] = [];
  for (const ip of setting.sendingIps)
    if (!(await spfNames(look, setting.returnDomain, ip, { left: 10 })))
      faults.push(`SPF of ${setting.returnDomain} does not name ${ip}: add it to the TXT record "v=spf1 …"`);
  const from = setting.fromAddress.split('@')[1] ?? '';
  const organization = from.split('.').slice(-2).join('.');
  const dmarc = [
    ...(await look(`_dmarc.${from}`)),
    ...(from === organization ? [] : await look(`_dmarc.${organization}`)),
  ];
  if (!dmarc.some((text) => /^v=DMARC1\s*;/i.test(text)))
    faults.push(`_dmarc.${from} has no DMARC record: publish "v=DMARC1; p=quarantine"`);
  const name = `${setting.dkimSelector}._domainkey.${setting.dkimDomain}`;
  const published = (await look(name)).map(keyIn);
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
  reach: ({ lookUpText }: Outside, { setting, dkimRecord }) => domainFaults(lookUpText, setting, dkimRecord),
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
