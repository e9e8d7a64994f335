import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { lacking } from './check.ts';
import { tidied } from './content.ts';
import { noticeContent } from './record.ts';
import { finding, shownFindings } from './shown.ts';
import { findingsOn } from './store.ts';

export const checkWords = operation({
  http: 'POST /v1/notices:check',
  says: 'Check a notice without keeping it: each demand of the rule, and the words that hold or break it',
  law: ['47 CFR 64.2008(c)', '47 CFR 64.2008(d)'],
  may: everyone,
  by: 'anyone',
  takes: noticeContent,
  gives: z.strictObject({ complete: z.boolean(), findings: z.array(finding) }),
  async run(ctx: Ctx, content) {
    const findings = await findingsOn(ctx, tidied(content), null);
    return { complete: lacking(findings).length === 0, findings: shownFindings(findings) };
  },
});
