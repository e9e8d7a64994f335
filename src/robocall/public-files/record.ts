import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../../kernel/columns.ts';

export const publicFileKind = z.enum(['robocall-database', 'form-499', 'sanctions', 'sanctions-aliases']);
export type PublicFileKind = z.output<typeof publicFileKind>;

/** A public file as the carrier took it in. */
export const publicFileRow = z.object({
  carrierId: id,
  id,
  kind: publicFileKind,
  coversOn: date,
  fileHash: sha256Hex,
  rows: z.int(),
  duplicates: z.int(),
  importedBy: z.string(),
  importedAt: instant,
});

/** One entry of it; `key` is an FRN, a filer id or the list's own number. */
export const publicEntryRow = z.object({
  carrierId: id,
  fileId: id,
  n: z.int(),
  kind: publicFileKind,
  key: z.string(),
  name: z.string(),
  nameKey: z.string(),
  facts: z.record(z.string(), z.string()),
});
