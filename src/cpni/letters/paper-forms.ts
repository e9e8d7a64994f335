import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { printedOf } from '../notices/newest-versions.ts';

/** A version of the notice that a sending has letters for, and the version that is printed for it. */
export type PaperForm = {
  readonly versionId: string;
  readonly language: 'en' | 'es';
  /** Null where no paper form of it is approved. */
  readonly paperId: string | null;
};

/** The paper form of every version that a sending uses, as approved at an instant. */
export const paperForms = async (ctx: Ctx, runId: string, at: number): Promise<readonly PaperForm[]> => {
  const { rows } = await sql<PaperForm>`
    select v.id as "versionId", v.language, ${printedOf(at)} as "paperId"
    from notice_version v
    where v.id in (select version_id from message where run_id = ${runId})
    order by v.language, v.id`.execute(ctx.tx);
  return rows;
};
