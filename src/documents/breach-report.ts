import { field, fields, heading, list, type Page, paragraph } from './block.ts';
import type { Frame } from './frame.ts';

/** What is typed into the central facility's form, 47 CFR 64.2011(b), field by field; a null value is a gap. */
export interface BreachReport extends Frame {
  readonly kind: 'breach-report';
  readonly fields: readonly { readonly label: string; readonly value: string | null }[];
  readonly gaps: readonly string[];
}

/** The report of a breach as prepared from the record, with what nobody knows yet named at the end. */
export function breachReport(facts: BreachReport): Page {
  return {
    title: `Report of a breach of CPNI, ${facts.carrier}`,
    name: 'Breach report',
    description: 'Prepared for the central reporting facility under 47 CFR 64.2011(b)',
    legends: [],
    blocks: [
      heading(1, 'Report of a breach of CPNI, 47 CFR 64.2011(b)'),
      paragraph(
        'To be entered in the central reporting facility for the United States Secret Service and the Federal Bureau of Investigation. Customers and the public are not told before the time that the rule sets.',
      ),
      fields(facts.fields.map(({ label, value }) => field(label, value ?? 'Not known yet'))),
      heading(2, 'What is not known yet'),
      facts.gaps.length === 0 ? paragraph('Every field is filled from the record.') : list(facts.gaps),
    ],
  };
}
