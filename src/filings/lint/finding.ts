import { type CatalogueRow, type Code, catalogue, type RowId, type Severity } from './catalogue.ts';
import type { Place } from './document.ts';

/** One defect of a filing. `quote` stands word for word in the file; it and `line` are null for what is absent. */
export type Finding = {
  readonly code: Code;
  readonly severity: Severity;
  readonly line: number | null;
  readonly quote: string | null;
  readonly message: string;
  readonly cite: string;
  /** The row of the catalogue. */
  readonly row: RowId;
};

type DefectRow = Exclude<CatalogueRow, { severity: 'pass' }>;

const byId = new Map<RowId, DefectRow>(
  catalogue.flatMap((row) => (row.severity === 'pass' ? [] : [[row.id, row] as const])),
);

/** A finding with the code, severity and cite that the catalogue gives its row. */
export const finding = (id: RowId, place: Place | null, message: string): Finding => {
  const row = byId.get(id);
  if (!row) throw new Error(`The catalogue has no row ${id}.`);
  return {
    code: row.code,
    severity: row.severity,
    line: place?.line ?? null,
    quote: place?.quote ?? null,
    message,
    cite: row.cite,
    row: id,
  };
};
