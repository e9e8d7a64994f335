import { countComplaints } from '../../cpni/complaints/count.ts';
import { standingNil } from '../../cpni/complaints/nil-report.ts';
import { actionsOfYear } from '../../cpni/pretexting/actions.ts';
import { findingsOfYear } from '../../cpni/pretexting/findings.ts';
import type { Ctx } from '../../db/context.ts';
import type { Sentence } from '../../documents/frame.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Registers } from './companies/record.ts';

const open = (text: string): Sentence => ({ text, treatment: 'public' });

const missingNil = (register: string, year: number): never => {
  throw new Problem('filing-blocked', {
    detail: `The register of ${register} is empty for ${year} and nobody signed a report of none.`,
    fix: 'Enter what came in, or let compliance or an officer sign the nil report of that register.',
    cite: '47 CFR 64.2009(e)',
  });
};

const registerWords = {
  complaints: 'complaints',
  'data-brokers': 'actions against data brokers',
  pretexters: 'methods of pretexters',
} as const;

/** "None" is printed only where a signed report of none stands; its holes are printed too. */
const none = async (ctx: Ctx, register: 'complaints' | 'data-brokers' | 'pretexters', year: number) => {
  const nil = await standingNil(ctx, register, year);
  if (nil === undefined) return missingNil(register, year);
  if (nil.holes.length === 0) return [];
  const gaps = nil.holes.map((hole) => hole.replace('incomplete: ', '')).join('; ');
  return [open(`The signed report of no ${registerWords[register]} has gaps: ${gaps}.`)];
};

const statusWords = {
  pending: 'pending',
  granted: 'granted',
  denied: 'denied',
  settled: 'settled',
  withdrawn: 'withdrawn',
} as const;

const dataBrokers = async (ctx: Ctx, year: number): Promise<Registers['dataBrokers']> => {
  const actions = await actionsOfYear(ctx, year);
  const own = (await findingsOfYear(ctx, year)).filter(({ knownFrom }) => knownFrom === 'own-experience');
  const gaps = [
    ...(actions.length === 0 ? await none(ctx, 'data-brokers', year) : []),
    ...(own.length === 0 ? await none(ctx, 'pretexters', year) : []),
  ];
  const protection = [...own.map(({ steps }) => open(`Step taken against pretexting: ${steps}`)), ...gaps];
  return {
    actions: actions.map(({ forumName, filedOn, matter, status }) => ({
      forum: forumName,
      takenOn: filedOn,
      matter: open(matter),
      status: statusWords[status],
    })),
    pretexters: own.map(({ method }) => open(`A method of pretexters that the company met: ${method}`)),
    protection,
  };
};

const complaints = async (ctx: Ctx, year: number): Promise<Registers['complaints']> => {
  const { total, byCategory, founded, unfounded } = await countComplaints.run(ctx, { year });
  return {
    improperAccessByEmployees: byCategory['improper-access-by-employees'] ?? 0,
    disclosureToUnauthorized: byCategory['disclosure-to-persons-not-authorized'] ?? 0,
    onlineAccessByUnauthorized: byCategory['online-access-by-persons-not-authorized'] ?? 0,
    other: byCategory.other ?? 0,
    summary:
      total === 0
        ? await none(ctx, 'complaints', year)
        : [
            open(
              `Of these complaints ${founded} proved founded, ${unfounded} unfounded, and ${total - founded - unfounded} are undetermined or open.`,
            ),
          ],
  };
};

/** What the registers of a year say, as a certificate prints it. Refuses where "none" has no signed report behind it. */
export const registersOf = async (ctx: Ctx, year: number): Promise<Registers> => ({
  complaints: await complaints(ctx, year),
  dataBrokers: await dataBrokers(ctx, year),
});
