import { amendmentBlocks } from './amendment.ts';
import { type Block, field, fields, heading, lines, list, type Page, paragraph } from './block.ts';
import { complaintBlocks } from './complaints.ts';
import { dataBrokerBlocks } from './data-brokers.ts';
import type { Amendment, Company, Contact, Edition, Frame, Outcome, Sentence, Signature } from './frame.ts';
import { editionLegends, redact } from './redact.ts';
import { requireCount, requireSome, requireText } from './require.ts';
import { signatureBlock } from './signature.ts';
import { companiesWithIds, contactLines, speakingOf, writtenDate } from './written.ts';

/** A proceeding that the company began or petitioned in against a data broker. */
export interface DataBrokerAction {
  readonly forum: string;
  readonly takenOn: string;
  readonly matter: Sentence;
  readonly status: string;
}

/** Customer complaints of the covered year about unauthorized release of CPNI, by category. */
export interface Complaints {
  readonly improperAccessByEmployees: number;
  readonly disclosureToUnauthorized: number;
  readonly onlineAccessByUnauthorized: number;
  readonly other: number;
  readonly summary: readonly Sentence[];
}

/** Facts of the annual certificate, 47 CFR 64.2009(e). Its signatory is an officer of each company it covers. */
export interface Certificate extends Frame {
  readonly kind: 'certificate';
  readonly edition: Edition;
  readonly coveredYear: number;
  readonly filedOn: string;
  readonly companies: readonly Company[];
  readonly signatory: { readonly name: string; readonly title: string };
  readonly outcome: Outcome;
  readonly dataBrokers: {
    readonly actions: readonly DataBrokerAction[];
    /** What is known of pretexters' methods beyond public reports; empty says that nothing is. */
    readonly pretexters: readonly Sentence[];
    /** Steps taken to protect CPNI; empty points to the statement. */
    readonly protection: readonly Sentence[];
  };
  readonly complaints: Complaints;
  readonly contact: Contact;
  readonly amends: Amendment | null;
  readonly signature: Signature;
}

export const subpart = '47 CFR part 64, subpart U (sections 64.2001 et seq.)';

/** The officer's certificate with all parts of the template that the FCC suggests, in our own words. */
export function certificate(facts: Certificate): Page {
  const year = requireCount('coveredYear', facts.coveredYear);
  const title = facts.amends === null ? 'Annual CPNI certificate' : 'Amended annual CPNI certificate';
  return {
    title: `${title} for ${year}`,
    name: title,
    description: `Certificate of an officer under 47 CFR 64.2009(e) for ${year}, EB Docket No. 06-36`,
    legends: editionLegends(sentencesOf(facts), facts.edition),
    blocks: [
      heading(1, title),
      lines(['47 CFR 64.2009(e)', 'EB Docket No. 06-36'], 0.6),
      particulars(facts),
      ...amendmentBlocks('certificate', facts.amends),
      heading(2, 'Certification'),
      ...certification(facts),
      paragraph(pointer(facts)),
      heading(2, 'Actions against data brokers and information on pretexters'),
      ...dataBrokerBlocks(facts),
      heading(2, 'Customer complaints'),
      ...complaintBlocks(facts),
      heading(2, 'Truthfulness'),
      paragraph(truthfulness(facts)),
      heading(2, 'Contact for questions'),
      lines(contactLines(facts.contact), 0.4),
      signatureBlock(
        facts.signature,
        [facts.signatory.name, `${facts.signatory.title}, an officer of ${speakingOf(facts.companies).the}`],
        'Signed electronically. The signature page names this file by its SHA-256 and says how to verify it.',
      ),
    ],
  };
}

function particulars(facts: Certificate): Block {
  const { companies, coveredYear: year } = facts;
  return fields([
    field('Covered year', `${year} (January 1, ${year} to December 31, ${year})`),
    field('Date filed', writtenDate('filedOn', facts.filedOn)),
    ...companies.flatMap(({ name, filerId }) => [field('Company name', name), field('Form 499 Filer ID', filerId)]),
    field('Name of signatory', requireText('signatory.name', facts.signatory.name)),
    field('Title of signatory', requireText('signatory.title', facts.signatory.title)),
  ]);
}

function certification(facts: Certificate): Block[] {
  const { the, has, is } = speakingOf(facts.companies);
  const agent = facts.companies.length === 1 ? 'an agent of the company' : 'an agent of each company';
  const I = `I, ${facts.signatory.name}, certify that I am an officer of ${companiesWithIds(facts.companies)} and that, acting as ${agent},`;
  const adequate = `${the} ${has} established operating procedures that are adequate to ensure compliance with the rules of the Federal Communications Commission on customer proprietary network information (CPNI), ${subpart}`;
  if (facts.outcome.kind === 'in-compliance') return [paragraph(`${I} I have personal knowledge that ${adequate}.`)];
  const rest =
    facts.outcome.rest === 'adequate'
      ? `Apart from what is listed, I have personal knowledge that ${adequate}.`
      : `I have personal knowledge of these matters and do not certify that the operating procedures are adequate to ensure compliance with those rules.`;
  return [
    paragraph(`${I} I have personal knowledge that ${the} ${is} not in compliance with ${subpart}, because:`),
    list(requireSome('outcome.because', redact(facts.outcome.because, facts.edition))),
    paragraph(rest),
  ];
}

function pointer(facts: Certificate): string {
  const { the, its, it, is } = speakingOf(facts.companies);
  const what =
    facts.outcome.kind === 'in-compliance'
      ? `how ${its} procedures ensure that ${it} ${is} in compliance with those rules`
      : `which of ${its} procedures ensure compliance with those rules and where ${it} ${is} not in compliance`;
  return `Attached to this certificate is the accompanying statement of ${the}, which explains ${what}.`;
}

function truthfulness(facts: Certificate): string {
  const { The, s } = speakingOf(facts.companies);
  return `${The} represent${s} and warrant${s} that this certificate is consistent with 47 CFR 1.17, which requires truthful and accurate statements to the Commission, and acknowledge${s} that false statements and misrepresentations to the Commission are punishable under title 18 of the United States Code and may lead to enforcement action.`;
}

function sentencesOf({ outcome, dataBrokers, complaints }: Certificate): Sentence[] {
  return [
    ...(outcome.kind === 'in-compliance' ? [] : outcome.because),
    ...dataBrokers.actions.map(({ matter }) => matter),
    ...dataBrokers.pretexters,
    ...dataBrokers.protection,
    ...complaints.summary,
  ];
}
