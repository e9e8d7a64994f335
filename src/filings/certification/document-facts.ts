import { told } from '../../carriers/promises/local-time.ts';
import { countComplaints } from '../../cpni/complaints/count.ts';
import { standingNil } from '../../cpni/complaints/nil-report.ts';
import { actionsOfYear } from '../../cpni/pretexting/actions.ts';
import { findingsOfYear } from '../../cpni/pretexting/findings.ts';
import type { Ctx } from '../../db/context.ts';
import type { Certificate } from '../../documents/certificate.ts';
import type { CoverLetter } from '../../documents/cover-letter.ts';
import type { Amendment, Edition, Outcome as PrintedOutcome, Sentence } from '../../documents/frame.ts';
import type { Statement } from '../../documents/statement.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Filing, FilingSentence } from './record.ts';

export type Officer = { readonly id: string; readonly name: string; readonly title: string; readonly email: string };

/** A filing whose officer and days are named. */
export type Preparing = Filing & { readonly signingOn: string; readonly filesOn: string };

const open = (text: string): Sentence => ({ text, treatment: 'public' });

const frame = (ctx: Ctx, filing: Filing) => ({
  carrier: filing.companies.map(({ name }) => name).join(', '),
  createdAt: told(ctx, ctx.at),
  demo: ctx.carrier.demo,
  coveredYear: filing.year,
  companies: filing.companies,
});

const outcomeOf = ({ outcome }: Filing): PrintedOutcome =>
  outcome.kind === 'in-compliance' ? outcome : { ...outcome, because: outcome.because.map(open) };

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

const dataBrokers = async (ctx: Ctx, year: number): Promise<Certificate['dataBrokers']> => {
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

const complaints = async (ctx: Ctx, year: number): Promise<Certificate['complaints']> => {
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

/** The letter. Its signer is the sender: the line stays blank for his pen unless he is the certifying officer. */
export const coverLetterOf = (
  ctx: Ctx,
  filing: Preparing,
  officer: Officer,
  amends: Amendment | null,
  enclosures: readonly string[],
): CoverLetter => ({
  ...frame(ctx, filing),
  kind: 'cover-letter',
  dated: filing.signingOn,
  secretary: null,
  sender: filing.sender,
  enclosures,
  confidentialTreatment: filing.withheld.length > 0 ? 'requested' : 'not-requested',
  amends,
  signature:
    filing.sender.capacity === 'company' && filing.sender.email === officer.email
      ? { kind: 'conformed', name: officer.name, signedOn: filing.signingOn }
      : { kind: 'blank' },
});

/** The certificate as the officer will sign it, dated the day of signing. Refuses where "none" has no signed report behind it. */
export const certificateOf = async (
  ctx: Ctx,
  filing: Preparing,
  officer: Officer,
  amends: Amendment | null,
  edition: Edition,
): Promise<Certificate> => ({
  ...frame(ctx, filing),
  kind: 'certificate',
  edition,
  filedOn: filing.filesOn,
  signatory: { name: officer.name, title: officer.title },
  outcome: outcomeOf(filing),
  dataBrokers: await dataBrokers(ctx, filing.year),
  complaints: await complaints(ctx, filing.year),
  contact: filing.contact,
  amends,
  signature: { kind: 'conformed', name: officer.name, signedOn: filing.signingOn },
});

/** The statement: chapters in order, each sentence public unless its treatment is withheld. */
export const statementOf = (
  ctx: Ctx,
  filing: Filing,
  sentences: readonly FilingSentence[],
  amends: Amendment | null,
  edition: Edition,
): Statement => {
  const headings = [...new Set(sentences.map(({ section }) => section))];
  return {
    ...frame(ctx, filing),
    kind: 'statement',
    edition,
    outcome: outcomeOf(filing),
    sections: headings.map((heading) => ({
      heading,
      sentences: sentences
        .filter(({ section }) => section === heading)
        .map(({ code, text }) => ({ text, treatment: filing.withheld.includes(code) ? 'confidential' : 'public' })),
    })),
    amends,
  };
};
