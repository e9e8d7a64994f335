import { amendmentBlocks } from './amendment.ts';
import { type Block, heading, lines, list, type Page, paragraph, paragraphs } from './block.ts';
import type { Amendment, Company, Contact, Frame, Signature } from './frame.ts';
import { requireCount, requireSome, requireText } from './require.ts';
import { addressOfSecretary, salutation } from './secretary.ts';
import { signatureBlock } from './signature.ts';
import { companiesWithIds, contactLines, speakingOf, writtenDate } from './written.ts';

/** Facts of the letter that carries the annual certification to the Secretary of the FCC. */
export interface CoverLetter extends Frame {
  readonly kind: 'cover-letter';
  readonly dated: string;
  readonly coveredYear: number;
  readonly companies: readonly Company[];
  /** The Secretary's name; null addresses the office alone. */
  readonly secretary: string | null;
  /** Who sends the letter. Counsel or a filing agent may: only the certificate needs an officer. */
  readonly sender: Contact & { readonly capacity: 'company' | 'counsel' | 'filing-agent'; readonly title: string };
  readonly enclosures: readonly string[];
  /** Whether confidential treatment under 47 CFR 0.459 is asked for part of the filing. */
  readonly confidentialTreatment: 'not-requested' | 'requested';
  readonly amends: Amendment | null;
  readonly signature: Signature;
}

/** The cover letter: addressed to the Secretary, naming rule, docket, year and each company (47 CFR 64.2009(e)). */
export function coverLetter(facts: CoverLetter): Page {
  const { sender } = facts;
  const filing = facts.amends === null ? 'Annual CPNI certification' : 'Amended annual CPNI certification';
  const year = requireCount('coveredYear', facts.coveredYear);
  return {
    title: `${filing} for ${year}: letter to the Secretary`,
    name: 'Cover letter',
    description: `Transmits the certification under 47 CFR 64.2009(e) for ${year}, EB Docket No. 06-36`,
    legends: [],
    blocks: [
      lines(contactLines(sender), 0),
      lines([writtenDate('dated', facts.dated)], 1.6),
      addressOfSecretary(facts.secretary),
      heading(1, `${filing} for ${year}`),
      lines(['47 CFR 64.2009(e)', 'EB Docket No. 06-36'], 0.6),
      salutation(facts.secretary),
      ...body(facts),
      ...amendmentBlocks('certification', facts.amends),
      paragraph(`Please send questions about this filing to ${sender.email} or ${sender.telephone}.`),
      lines(['Respectfully submitted,'], 1.4),
      signatureBlock(
        facts.signature,
        [requireText('sender.name', sender.name), sender.title, capacity(facts)].filter((line) => line !== ''),
        null,
      ),
    ],
  };
}

function capacity({ sender, companies }: CoverLetter): string {
  const clients = companies.map(({ name }) => name).join(', ');
  if (sender.capacity === 'company') return sender.organization;
  return `${sender.capacity === 'counsel' ? 'Counsel to' : 'Filing agent of'} ${clients}`;
}

function body(facts: CoverLetter): Block[] {
  const speak = speakingOf(facts.companies);
  const year = facts.coveredYear;
  return [
    paragraph(
      `On behalf of ${companiesWithIds(facts.companies)}, I submit the enclosed certification for calendar year ${year} under 47 CFR 64.2009(e), with the accompanying statement of ${speak.its} CPNI procedures. Enclosed:`,
    ),
    list(requireSome('enclosures', facts.enclosures)),
    ...paragraphs(treatment(facts)),
  ];
}

function treatment(facts: CoverLetter): string[] {
  if (facts.confidentialTreatment === 'not-requested') return [];
  const { The, s } = speakingOf(facts.companies);
  return [
    `${The} request${s} confidential treatment of part of this filing under 47 CFR 0.459. The public form marks each passage withheld; the complete form is submitted apart from it and is not for public inspection.`,
  ];
}
