import { z } from 'zod';
import { id, when } from '../../kernel/columns.ts';
import { login } from './login.ts';

const password = z
  .string()
  .min(10)
  .max(128)
  .meta({ examples: ['seven quiet lanterns'] });
const keyed = z
  .string()
  .regex(/^[0-9]{6,10}$/, 'six to ten digits')
  .meta({ examples: ['482915'] });

/** The customer's own question and its answer. */
export const backup = z.strictObject({
  prompt: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ examples: ['Which word did you choose for a rainy morning?'] }),
  secretAnswer: z
    .string()
    .trim()
    .min(4)
    .max(100)
    .meta({ examples: ['marmalade'] }),
});

export type Backup = z.output<typeof backup>;

/** What a customer sets who proved himself: a login with its password, or the digits he keys in on the telephone. */
export const wanted = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('online'), login, password, backup: backup.nullable() }),
  z.strictObject({ what: z.literal('telephone'), password: keyed }),
]);
export type Wanted = z.output<typeof wanted>;

export const newPassword = password;
export const telephonePassword = keyed;

export const untilWhen = z.strictObject({ outcome: z.literal('locked'), until: when });
const wrong = z.strictObject({ outcome: z.literal('wrong'), tries: z.int(), of: z.int() });
const unsuitable = z.strictObject({
  outcome: z.literal('unsuitable'),
  field: z.enum(['login', 'password', 'prompt', 'secretAnswer']),
  why: z.string(),
  cite: z.string().nullable(),
});

const notProved = z.strictObject({ outcome: z.literal('not-proved'), why: z.string(), cite: z.string() });

/** A secret that was wrong, or an account, origin or asker at rest: in the same words whether there is such an account or not. */
export const refusals = [untilWhen, wrong] as const;

/** What became of an attempt to set secrets. */
export const setting = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('set'), onlineAccountId: id.nullable() }),
  z.strictObject({ outcome: z.literal('expired') }),
  notProved,
  unsuitable,
  ...refusals,
]);
export type Setting = z.input<typeof setting>;
export type Unsuitable = z.input<typeof unsuitable>;
export type NotProved = z.input<typeof notProved>;
