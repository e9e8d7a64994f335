import type { Ctx } from '../../../db/context.ts';
import type { Sentence } from '../../../documents/frame.ts';
import { writtenDate } from '../../../documents/written.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { Filing, FilingSentence } from '../record.ts';
import type { JoinedCompany, Registers } from './record.ts';

const blocked = (detail: string, fix: string): never => {
  throw new Problem('filing-blocked', { detail, fix, cite: '47 CFR 64.2009(e)' });
};

/** The companies of a filing that keep their own records, each with the evidence it gave; one that gave none blocks. */
export const joinedOf = async (ctx: Ctx, filing: Filing): Promise<readonly JoinedCompany[]> => {
  const rows = await ctx.tx
    .selectFrom('filingCompany')
    .selectAll()
    .where('filingId', '=', filing.id)
    .orderBy('filerId')
    .execute();
  const given = new Set(rows.map(({ filerId }) => filerId));
  const without = filing.companies.filter(({ records, filerId }) => records === 'own' && !given.has(filerId));
  if (without.length > 0)
    blocked(
      `No evidence came from ${without.map(({ name, filerId }) => `${name} (${filerId})`).join(', ')}.`,
      'Let that company write its year and vouch for it (filings.vouch), then join what it gives.',
    );
  return rows;
};

// what they say of the filing itself waits for this very certificate
const ofTheFiling = new Set(['certificate', 'complaints', 'brokers']);

/** What one company's records contradict is not certified for all. */
export const refuseContradicted = ({ outcome }: Filing, joined: readonly JoinedCompany[]): void => {
  if (outcome.kind === 'not-in-compliance') return;
  for (const { document } of joined) {
    const { company, sentences } = document;
    const broken = sentences
      .filter(({ mark, code }) => mark === 'contradicted' && !ofTheFiling.has(code))
      .map(({ code }) => code);
    if (broken.length > 0 || document.outcome.kind === 'not-in-compliance')
      blocked(
        `${company.name} (${company.filerId}) is not in compliance by its own records: ${broken.join(', ') || 'it says so itself'}.`,
        'Mend its practice and join its evidence anew, or certify "not in compliance, because …".',
      );
  }
};

/** The registers of all companies together: counts are added, what is told of one names it. */
export const together = (own: Registers, joined: readonly JoinedCompany[]): Registers => {
  const all = [own, ...joined.map(({ document }) => document)];
  const sum = (key: Exclude<keyof Registers['complaints'], 'summary'>): number =>
    all.reduce((total, { complaints }) => total + complaints[key], 0);
  return {
    complaints: {
      improperAccessByEmployees: sum('improperAccessByEmployees'),
      disclosureToUnauthorized: sum('disclosureToUnauthorized'),
      onlineAccessByUnauthorized: sum('onlineAccessByUnauthorized'),
      other: sum('other'),
      summary: all.flatMap(({ complaints }) => complaints.summary),
    },
    dataBrokers: {
      actions: all.flatMap(({ dataBrokers }) => dataBrokers.actions),
      pretexters: all.flatMap(({ dataBrokers }) => dataBrokers.pretexters),
      protection: all.flatMap(({ dataBrokers }) => dataBrokers.protection),
    },
  };
};

type Part = {
  readonly heading: string;
  readonly sentences: readonly Sentence[];
};

// a sentence is said of a company only where its own record says it in the same words
const sharedWords = (own: readonly FilingSentence[], said: ReadonlySet<string>): string => {
  const numbers = own.filter(({ text }) => said.has(text)).map(({ chapter, position }) => `${chapter}.${position}`);
  return numbers.length === 0
    ? 'None of the sentences above is said of it.'
    : `Of the sentences above, these are said of it too: ${numbers.join(', ')}.`;
};

const partOf = (own: readonly FilingSentence[], { document, entryId, hash }: JoinedCompany): Part => {
  const { company, examinedOn, year } = document;
  const ours = new Set(own.map(({ text }) => text));
  const said = new Set(document.sentences.map(({ text }) => text));
  const sentences = document.sentences.filter(({ text }) => !ours.has(text));
  return {
    heading: `${company.name} (Form 499 Filer ID ${company.filerId})`,
    sentences: [
      {
        treatment: 'public',
        text: `${company.name} keeps its own records; they were examined on ${writtenDate('examinedOn', examinedOn)} for calendar year ${year}, and what they show stands in its ledger as entry ${entryId}, SHA-256 ${hash}. ${sharedWords(own, said)}`,
      },
      ...sentences.map(({ text, treatment }) => ({ text, treatment })),
    ],
  };
};

/** What the statement says of each company: which records are kept together, and a part for each that keeps its own. */
export const partsOf = (
  filing: Filing,
  sentences: readonly FilingSentence[],
  joined: readonly JoinedCompany[],
): readonly Part[] => {
  const here = filing.companies.filter(({ records }) => records !== 'own');
  const kept: Part = {
    heading: 'Records kept together',
    sentences: [
      {
        treatment: 'public',
        text: `The records of ${here.map(({ name, filerId }) => `${name} (Form 499 Filer ID ${filerId})`).join(' and ')} are kept together; what they show in this statement covers these companies together.`,
      },
    ],
  };
  return [...(here.length > 1 ? [kept] : []), ...joined.map((one) => partOf(sentences, one))];
};
