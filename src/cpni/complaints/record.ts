import { z } from 'zod';
import { date, id, instant } from '../../kernel/columns.ts';

/** The registers whose emptiness is itself something to prove. */
export const register = z.enum(['complaints', 'data-brokers', 'pretexters']);
export type Register = z.output<typeof register>;

/** A way by which complaints, or word of data brokers and pretexters, reach the carrier. */
export const intakeSourceRow = z.object({
  carrierId: id,
  id,
  name: z.string().min(1),
  kind: z.enum(['phone', 'mail', 'email', 'web', 'agency', 'counsel']),
  feeds: z.array(register).min(1),
  fromDay: date,
  untilDay: date.nullable(),
});

/** A time in which a source brought nothing in, whatever was sent. */
export const sourceOutageRow = z.object({
  carrierId: id,
  id,
  sourceId: id,
  fromAt: instant,
  untilAt: instant.nullable(),
  why: z.string().min(1),
});

/** The categories of the FCC's certification form, and the rest. */
export const complaintCategory = z.enum([
  'improper-access-by-employees',
  'disclosure-to-persons-not-authorized',
  'online-access-by-persons-not-authorized',
  'other',
]);

/** A customer's complaint of an unauthorized release of CPNI; `summary` holds no CPNI. */
export const complaintRow = z.object({
  carrierId: id,
  id,
  sourceId: id,
  category: complaintCategory,
  receivedOn: date,
  summary: z.string().min(1),
  salt: z.string(),
  recordedAt: instant,
  disposition: z.enum(['founded', 'unfounded', 'undetermined']).nullable(),
  resolution: z.string().nullable(),
  resolvedAt: instant.nullable(),
  /** The reply of a customer that it was made of. */
  returnedMailId: id.nullable(),
});

/** What one source did in the year of a nil report. */
export const sourceCover = z.strictObject({
  sourceId: id,
  name: z.string(),
  kind: intakeSourceRow.shape.kind,
  from: date,
  until: date,
  outages: z.int(),
});

/** "None in this year", signed by a person who names the sources and their holes. */
export const nilReportRow = z.object({
  carrierId: id,
  id,
  register,
  year: z.int(),
  signerId: id,
  signerName: z.string(),
  signedAt: instant,
  sources: z.array(sourceCover),
  holes: z.array(z.string()),
  supersededAt: instant.nullable(),
});

/** A complaint that tells of a breach or led to a case of discipline: one of the two is named. */
export const complaintLinkRow = z.object({
  carrierId: id,
  id,
  complaintId: id,
  breachId: id.nullable(),
  caseId: id.nullable(),
  linkedAt: instant,
  endedAt: instant.nullable(),
});

/** How a complaint came by the public page: its number, the language it was written in, and how its writer wants to be answered. */
export const complaintIntakeRow = z.object({
  carrierId: id,
  complaintId: id,
  number: z
    .string()
    .regex(/^C(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    .meta({ examples: ['C-7F3K-20QX-9MAB'] }),
  language: z.enum(['en', 'es']),
  contact: z.string().min(1).max(400).nullable(),
});

/** Days that a complaint may stay open, by the carrier's own measure; the last row stands. */
export const complaintSettingRow = z.object({
  carrierId: id,
  id,
  openDays: z.int().min(1).max(365),
  setAt: instant,
});
