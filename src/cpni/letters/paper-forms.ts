import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';

/** A version of the notice that a sending has letters for, and the version that is printed for it. */
export type PaperForm = {
  readonly versionId: string;
  readonly language: 'en' | 'es';
  /** Null where no paper form of it is approved. */
  readonly paperId: string | null;
};

/**
 * The paper form of every version that a sending uses, as approved at an instant: the version itself where it was checked for
 * mail, else the newest that is its form. The same at every look.
 */
export const paperForms = async (ctx: Ctx, runId: string, at: number): Promise<readonly PaperForm[]> => {
  const { rows } = await sql<PaperForm>`
    select v.id as "versionId", v.language, coalesce(
      case when 'mail' = any(v.methods) then v.id end,
      (select p.id from notice_version p where p.form_of = v.id and 'mail' = any(p.methods) and p.approved_at <= ${at}
        order by p.approved_at desc, p.id desc limit 1)) as "paperId"
    from notice_version v
    where v.id in (select version_id from message where run_id = ${runId})
    order by v.language, v.id`.execute(ctx.tx);
  return rows;
};
