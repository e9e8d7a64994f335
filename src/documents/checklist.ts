import { type Block, field, fields, heading, monoField, type Page, paragraph } from './block.ts';
import type { Company, Frame } from './frame.ts';
import { requireCount, requireSha256, requireSome, requireText } from './require.ts';
import { writtenDate, writtenSize } from './written.ts';

/** Facts of the checklist for filing the packet with the FCC's electronic comment filing system. */
export interface Checklist extends Frame {
  readonly kind: 'checklist';
  readonly coveredYear: number;
  readonly dueOn: string;
  readonly companies: readonly Company[];
  readonly filer: { readonly name: string; readonly address: readonly string[] };
  readonly files: readonly FileToUpload[];
  /** Filled in after filing; null leaves the lines for a pen. */
  readonly filed: { readonly confirmation: string; readonly receivedAt: string } | null;
}

/** A file of the packet; a confidential one is submitted to the Secretary apart from the public filing. */
export interface FileToUpload {
  readonly title: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly inspection: 'public' | 'confidential';
}

/** The steps of the filing, the files to upload, and the place for the confirmation number. Filing stays a human act. */
export function checklist(facts: Checklist): Page {
  const year = requireCount('coveredYear', facts.coveredYear);
  return {
    title: `Filing checklist for the CPNI certification for ${year}`,
    name: 'Filing checklist',
    description: `Steps and files for electronic filing in proceeding 06-36 for ${year}`,
    legends: ['INTERNAL — NOT PART OF THE FILING'],
    blocks: [
      heading(1, `Filing checklist: CPNI certification for ${year}`),
      fields([
        field('Due', `${writtenDate('dueOn', facts.dueOn)}, by 11:59:59 p.m. Eastern time`),
        field('Proceeding', '06-36 (EB Docket No. 06-36)'),
        field('Name of filer', requireText('filer.name', facts.filer.name)),
        field('Address of filer', requireSome('filer.address', facts.filer.address).join(', ')),
        ...facts.companies.flatMap(({ name, filerId }) => [field('Company', `${name}, Form 499 Filer ID ${filerId}`)]),
      ]),
      heading(2, 'Files'),
      ...requireSome('files', facts.files).map(fileFields),
      heading(2, 'Steps'),
      stepTable(facts),
      heading(2, 'Confirmation'),
      ...confirmation(facts),
    ],
  };
}

function fileFields(file: FileToUpload, index: number): Block {
  return fields([
    field('Document', `${requireText(`files[${index}].title`, file.title)} (${file.inspection})`),
    monoField('File', `${file.file}, ${writtenSize(requireCount(`files[${index}].bytes`, file.bytes))}`),
    monoField('SHA-256', requireSha256(`files[${index}].sha256`, file.sha256)),
  ]);
}

function stepTable(facts: Checklist): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'Done', share: 1 },
      { title: 'Step', share: 11 },
    ],
    rows: filingSteps(facts).map((step) => ['[   ]', step]),
  };
}

function filingSteps({ files: all, companies, filer }: Checklist): string[] {
  const apart = all.filter(({ inspection }) => inspection === 'confidential');
  return [
    'Read each file once more: year, names, Filer IDs, signature and date.',
    'Compare the SHA-256 of each file with this page.',
    'Open the FCC electronic comment filing system and start a standard filing in proceeding 06-36.',
    `Enter the name of the filer, "${filer.name}", and its postal address as above.`,
    companies.length === 1
      ? 'Name the company as a filer.'
      : `Name every company covered as a filer: ${companies.map(({ name }) => name).join(', ')}.`,
    'Upload the files marked public, in the order above, and check that each opens.',
    ...(apart.length === 0
      ? []
      : [
          `Do not upload the files marked confidential here (${apart.map(({ title }) => title).join(', ')}): submit them to the Secretary with the request under 47 CFR 0.459.`,
        ]),
    'Submit before the due time and keep the page that shows the confirmation number.',
    'Record the confirmation number, the time of receipt and the receipt file in Compline: the receipt, not the upload, proves the filing.',
  ];
}

function confirmation({ filed }: Checklist): Block[] {
  if (filed !== null)
    return [fields([field('Confirmation number', filed.confirmation), field('Received by the FCC', filed.receivedAt)])];
  return [
    paragraph('To be filled in by the person who files:'),
    { kind: 'blanks', labels: ['Confirmation number', 'Received by the FCC (date and time)', 'Filed by'] },
  ];
}
