import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import type { Certificate } from '../../documents/certificate.ts';
import type { CoverLetter } from '../../documents/cover-letter.ts';
import type { Amendment, Edition, Outcome as PrintedOutcome, Sentence } from '../../documents/frame.ts';
import type { Statement } from '../../documents/statement.ts';
import { joinedOf, partsOf, together } from './companies/joined.ts';
import type { JoinedCompany } from './companies/record.ts';
import type { Filing, FilingSentence } from './record.ts';
import { registersOf } from './registers.ts';

export type Officer = { readonly id: string; readonly name: string; readonly title: string; readonly email: string };

/** A filing whose officer and days are named. */
export type Preparing = Filing & { readonly signingOn: string; readonly filesOn: string };

const open = (text: string): Sentence => ({ text, treatment: 'public' });

const frame = (ctx: Ctx, filing: Filing) => ({
  carrier: filing.companies.map(({ name }) => name).join(', '),
  createdAt: told(ctx, ctx.at),
  demo: ctx.carrier.demo,
  coveredYear: filing.year,
  companies: filing.companies.map(({ name, filerId }) => ({ name, filerId })),
});

const outcomeOf = ({ outcome }: Filing): PrintedOutcome =>
  outcome.kind === 'in-compliance' ? outcome : { ...outcome, because: outcome.because.map(open) };

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
  ...together(await registersOf(ctx, filing.year), await joinedOf(ctx, filing)),
  contact: filing.contact,
  amends,
  signature: { kind: 'conformed', name: officer.name, signedOn: filing.signingOn },
});

/** The statement: chapters in order, each sentence public unless its treatment is withheld. */
export const statementOf = (
  ctx: Ctx,
  filing: Filing,
  sentences: readonly FilingSentence[],
  joined: readonly JoinedCompany[],
  amends: Amendment | null,
  edition: Edition,
): Statement => {
  const headings = [...new Set(sentences.map(({ section }) => section))];
  const chapters = headings.map((heading) => ({
    heading,
    sentences: sentences
      .filter(({ section }) => section === heading)
      .map(
        ({ code, text }): Sentence => ({
          text,
          treatment: filing.withheld.includes(code) ? 'confidential' : 'public',
        }),
      ),
  }));
  return {
    ...frame(ctx, filing),
    kind: 'statement',
    edition,
    outcome: outcomeOf(filing),
    sections: [...chapters, ...partsOf(filing, sentences, joined)],
    amends,
  };
};
