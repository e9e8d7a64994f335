import { z } from 'zod';
import { id, sha256Hex, when } from '../../kernel/columns.ts';
import { local, localOrNull } from '../customers/dates.ts';
import type { Finding } from './check/finding.ts';
import { contentOf } from './content.ts';
import { noticeContent, type noticeVersionRow } from './record.ts';

/** A demand of the rule in answers, with the words that hold or break it. */
export const finding = z.strictObject({
  cite: z.string(),
  item: z.string(),
  held: z.boolean(),
  span: z.strictObject({ from: z.int(), to: z.int(), quote: z.string() }).nullable(),
  fix: z.string(),
  weight: z.enum(['must', 'advice']),
});

/** A notice version in answers. */
export const version = noticeContent.extend({
  id,
  groupId: id,
  /** Of a paper form: the e-mail version that it is on paper. */
  formOf: id.nullable(),
  contentHash: sha256Hex,
  author: z.string(),
  createdAt: when,
  approver: z.string().nullable(),
  approvedAt: when.nullable(),
});

/** A notice version with every demand on it. */
export const checkedVersion = version.extend({ findings: z.array(finding) });

/** A stored version as answers show it; instants in the carrier's zone. */
export const shownVersion = (row: z.output<typeof noticeVersionRow>, zone: string): z.output<typeof version> => ({
  ...contentOf(row),
  id: row.id,
  groupId: row.groupId,
  formOf: row.formOf,
  contentHash: row.contentHash,
  author: row.authorName,
  createdAt: local(zone, row.createdAt),
  approver: row.approverName,
  approvedAt: localOrNull(zone, row.approvedAt),
});

/** Findings as answers take them. */
export const shownFindings = (findings: readonly Finding[]): z.output<typeof finding>[] =>
  findings.map(({ span, ...rest }) => ({ ...rest, span: span === null ? null : { ...span } }));
