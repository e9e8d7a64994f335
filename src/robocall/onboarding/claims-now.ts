import type { Ctx } from '../../db/context.ts';
import { claimsOf } from './dossier.ts';
import type { FieldName } from './fields.ts';
import { fieldsOf } from './store.ts';

/** What a case claims last, by the name of the field; what retention took is not there. */
export const claimsNow = async (ctx: Ctx, caseId: string): Promise<ReadonlyMap<FieldName, string>> =>
  claimsOf((await fieldsOf(ctx, caseId)).filter(({ claimed }) => claimed !== '(purged)'));
