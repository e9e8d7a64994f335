import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import type { Edition } from '../../documents/frame.ts';
import type { MitigationPlan as Printed } from '../../documents/mitigation-plan.ts';
import { render } from '../../documents/render.ts';
import type { Officer } from '../certification/document-facts.ts';
import { sha256 } from '../certification/packet-hash.ts';
import type { PlanSentence } from './record.ts';

/** A plan that is about to be printed for an officer to sign on a day. */
export type Printing = {
  readonly version: number;
  readonly effectiveOn: string;
  readonly supersedes: Printed['supersedes'];
  readonly sentences: readonly PlanSentence[];
  readonly withheld: readonly string[];
  readonly officer: Officer;
  readonly signingOn: string;
  readonly carrier: string;
};

const sectionsOf = ({ sentences, withheld }: Printing): Printed['sections'] => {
  const headings = [...new Set(sentences.map(({ section }) => section))];
  return headings.map((heading) => ({
    heading,
    sentences: sentences
      .filter(({ section }) => section === heading)
      .map(({ code, text }) => ({ text, treatment: withheld.includes(code) ? 'confidential' : 'public' })),
  }));
};

const printed = (ctx: Ctx, plan: Printing, edition: Edition): Uint8Array =>
  render({
    kind: 'mitigation-plan',
    edition,
    carrier: plan.carrier,
    createdAt: told(ctx, ctx.at),
    demo: ctx.carrier.demo,
    version: plan.version,
    effectiveOn: plan.effectiveOn,
    supersedes: plan.supersedes,
    sections: sectionsOf(plan),
    signatory: { name: plan.officer.name, title: plan.officer.title },
    signature: { kind: 'conformed', name: plan.officer.name, signedOn: plan.signingOn },
  });

type PlanDocument = { edition: Edition; name: string; bytes: Uint8Array; sha256: string };

/** The editions of a plan: complete, then the public one where something is withheld. What is withheld never reaches its bytes. */
export const renderPlan = (ctx: Ctx, plan: Printing): [PlanDocument, ...PlanDocument[]] => {
  const as = (edition: Edition): PlanDocument => {
    const bytes = printed(ctx, plan, edition);
    const name = `mitigation-plan-v${plan.version}${edition === 'public' ? '-public' : ''}.pdf`;
    return { edition, name, bytes, sha256: sha256(bytes) };
  };
  return plan.withheld.length === 0 ? [as('complete')] : [as('complete'), as('public')];
};
