import type { Ctx } from '../../db/context.ts';
import type { Edition } from '../../documents/frame.ts';
import { type Document, render } from '../../documents/render.ts';
import { canonical } from '../../ledger/canonical.ts';
import { amendmentOf } from './amendment.ts';
import { joinedOf } from './companies/joined.ts';
import type { JoinedCompany } from './companies/record.ts';
import { certificateOf, coverLetterOf, type Officer, type Preparing, statementOf } from './document-facts.ts';
import { dueOf } from './due.ts';
import type { NewDocument } from './keep-document.ts';
import type { FilingSentence } from './record.ts';

const pdf = (kind: NewDocument['kind'], name: string, title: string, document: Document): NewDocument => ({
  kind,
  name,
  title,
  mediaType: 'application/pdf',
  bytes: render(document),
  signed: true,
});

const metadata = async (
  ctx: Ctx,
  filing: Preparing,
  officer: Officer,
  sentences: readonly FilingSentence[],
  joined: readonly JoinedCompany[],
): Promise<NewDocument> => {
  const { dueOn } = await dueOf(ctx, filing.year);
  const { id, kind, year, companies, outcome, amendsId, changes, signingOn, filesOn, withheld, contact, sender } =
    filing;
  const about = {
    id,
    kind,
    year,
    companies,
    outcome,
    amends: amendsId,
    changes,
    signingOn,
    filesOn,
    withheld,
    contact,
  };
  const told = sentences.map(({ chapter, position, code, text, concepts, cites, mark, evidence }) => ({
    number: `${chapter}.${position}`,
    code,
    text,
    concepts,
    cites,
    mark,
    evidence,
  }));
  const given = joined.map(({ filerId, hash, entryId, document }) => ({ filerId, hash, entryId, evidence: document }));
  const facts = {
    ...about,
    sender,
    dueOn,
    docket: '06-36',
    officer,
    demo: ctx.carrier.demo,
    sentences: told,
    joined: given,
  };
  return {
    kind: 'metadata',
    name: `metadata-${year}.json`,
    title: 'Metadata and evidence (internal)',
    mediaType: 'application/json',
    bytes: Buffer.from(canonical(facts)),
    signed: true,
  };
};

/** Everything that the officer signs, rendered: letter, certificate, statement, their public editions, metadata. */
export const renderPacket = async (
  ctx: Ctx,
  filing: Preparing,
  officer: Officer,
  sentences: readonly FilingSentence[],
): Promise<NewDocument[]> => {
  const amends = await amendmentOf(ctx, filing);
  const joined = await joinedOf(ctx, filing);
  const { year, withheld } = filing;
  const enclosures = ['Certificate of compliance', 'Accompanying statement', 'Signature page'];
  const letter = coverLetterOf(ctx, filing, officer, amends, enclosures);
  const edition = async (which: Edition): Promise<NewDocument[]> => {
    const [kinds, suffix, words] =
      which === 'complete'
        ? ([['certificate', 'statement'], '', ''] as const)
        : ([['certificate-public', 'statement-public'], '-public', ', for public inspection'] as const);
    return [
      pdf(
        kinds[0],
        `certificate-${year}${suffix}.pdf`,
        `Certificate of compliance${words}`,
        await certificateOf(ctx, filing, officer, amends, which),
      ),
      pdf(
        kinds[1],
        `statement-${year}${suffix}.pdf`,
        `Accompanying statement${words}`,
        statementOf(ctx, filing, sentences, joined, amends, which),
      ),
    ];
  };
  return [
    pdf('cover-letter', `cover-letter-${year}.pdf`, 'Cover letter', letter),
    ...(await edition('complete')),
    ...(withheld.length > 0 ? await edition('public') : []),
    await metadata(ctx, filing, officer, sentences, joined),
  ];
};
