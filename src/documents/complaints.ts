import { type Block, paragraph, paragraphs } from './block.ts';
import type { Certificate, Complaints } from './certificate.ts';
import { redact } from './redact.ts';
import { requireCount } from './require.ts';
import { counted, speakingOf } from './written.ts';

// The first three are the categories of the FCC's suggested form; every complaint that fits none of them is "other".
const categories = [
  ['improperAccessByEmployees', 'Improper access by employees'],
  ['disclosureToUnauthorized', 'Improper disclosure to persons not authorized to receive the information'],
  ['onlineAccessByUnauthorized', 'Improper access to online information by persons not authorized to view it'],
  ['other', 'Other unauthorized release of CPNI'],
] as const;

/** How many complaints came in the covered year, by category; none is said in a sentence that names the categories. */
export function complaintBlocks(facts: Certificate): Block[] {
  const { complaints, coveredYear, edition } = facts;
  const { The, has } = speakingOf(facts.companies);
  const total = totalOf(complaints);
  const summary = paragraphs(redact(complaints.summary, edition));
  if (total === 0)
    return [
      paragraph(
        `${The} ${has} not received any customer complaints in ${coveredYear} concerning the unauthorized release of CPNI: none of improper access by employees, none of disclosure to persons not authorized to receive the information, none of access to online information by persons not authorized to view it, and none of another kind.`,
      ),
      ...summary,
    ];
  return [
    paragraph(
      `${The} received ${counted(total, 'customer complaint', 'customer complaints')} in ${coveredYear} concerning the unauthorized release of CPNI, by category:`,
    ),
    {
      kind: 'table',
      columns: [
        { title: 'Category of complaint', share: 5 },
        { title: 'Number', share: 1 },
      ],
      rows: [...categories.map(([key, name]) => [name, `${complaints[key]}`]), ['All categories', `${total}`]],
    },
    ...summary,
  ];
}

function totalOf(complaints: Complaints): number {
  return categories
    .map(([key]) => requireCount(`complaints.${key}`, complaints[key]))
    .reduce((sum, count) => sum + count, 0);
}
