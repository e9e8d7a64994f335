import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { render } from '../../documents/render.ts';
import { dueOf } from './due.ts';
import type { NewDocument } from './keep-document.ts';
import type { Filing } from './record.ts';

type Listed = {
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  readonly sha256: string;
  readonly size: number;
};

export type Filed = { readonly confirmation: string; readonly receivedAt: string } | null;

// what is uploaded or handed in; metadata and earlier checklists stay here
const outward = new Set([
  'cover-letter',
  'certificate',
  'certificate-public',
  'statement',
  'statement-public',
  'signature-page',
]);
const complete = new Set(['certificate', 'statement']);

/** The checklist for the FCC's electronic filing over the files that stand; `stage` goes into its name. */
export const checklistOf = async (
  ctx: Ctx,
  filing: Filing,
  files: readonly Listed[],
  stage: 'prepared' | 'signed' | 'filed',
  filed: Filed,
): Promise<NewDocument> => {
  const { dueOn } = await dueOf(ctx, filing.year);
  const withheld = filing.withheld.length > 0;
  const { organization, name, address } = filing.sender;
  const bytes = render({
    kind: 'checklist',
    carrier: filing.companies.map((one) => one.name).join(', '),
    createdAt: told(ctx, ctx.at),
    demo: ctx.carrier.demo,
    coveredYear: filing.year,
    dueOn,
    companies: filing.companies,
    filer: { name: organization === '' ? name : organization, address },
    files: files
      .filter(({ kind }) => outward.has(kind))
      .map((file) => ({
        title: file.title,
        file: file.name,
        sha256: file.sha256,
        bytes: file.size,
        inspection: withheld && complete.has(file.kind) ? 'confidential' : 'public',
      })),
    filed,
  });
  return {
    kind: 'checklist',
    name: `checklist-${stage}-${filing.year}.pdf`,
    title: `Filing checklist, ${stage}`,
    mediaType: 'application/pdf',
    bytes,
    signed: false,
  };
};
