import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { canonical } from '../../ledger/canonical.ts';
import { type NoticeContent, noticeContent, type noticeVersionRow } from './record.ts';

type Version = z.output<typeof noticeVersionRow>;

const sorted = <T extends string>(values: readonly T[]): T[] => [...new Set(values)].sort();

/** The content in one form: the same notice, however its lists were ordered and its lines were ended, is the same bytes. */
export const tidied = (content: NoticeContent): NoticeContent => ({
  ...content,
  body: content.body.normalize('NFC').replaceAll('\r\n', '\n'),
  subject: content.subject?.normalize('NFC').trim() ?? null,
  cpni: sorted(content.cpni),
  recipients: sorted(content.recipients),
  purposes: sorted(content.purposes),
  channels: sorted(content.channels),
  methods: sorted(content.methods),
});

/** SHA-256 (hex) of all that a notice says and covers. */
export const contentHash = (content: NoticeContent): string =>
  createHash('sha256').update(canonical(content)).digest('hex');

/** The content of a stored version, without who wrote and who approved it. */
export const contentOf = (row: Version): NoticeContent => noticeContent.strip().parse(row);
