import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

export const telephoneNumber = z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'a number written + and country code');

/** The service through which texts leave and calls are placed; its secret is one of the installation. */
export const telephoneSettingRow = z.object({
  carrierId: id,
  dialect: z.enum(['twilio', 'jambonz']),
  address: z
    .url()
    .regex(/^https?:\/\/[^/]+(\/.*[^/])?$/, 'an address without a slash at its end')
    .meta({ examples: ['https://api.twilio.com'] }),
  account: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  fromNumber: telephoneNumber,
  /** Where the staff is reached when a customer who was called answers. */
  staffNumber: telephoneNumber,
  setAt: instant,
});
