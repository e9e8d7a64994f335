import { Alert, Text } from '@mantine/core';
import { Problem, problems } from '../../../kernel/problem.ts';
import { FreshProof } from '../session/fresh-proof.tsx';
import { words } from './words.ts';

/** Why something could not be done and what mends it, announced when it appears; nothing where nothing was refused. */
export const Refusal = ({ of }: { readonly of: Error | null }) => {
  if (of === null) return null;
  if (!(of instanceof Problem))
    return (
      <Alert color="red" role="alert" title={words.refusedByNobody} className="refusal">
        <Text size="sm">{of.message}</Text>
        <Text size="sm">{words.tryAgain}</Text>
      </Alert>
    );
  const { detail, fix, cite } = of.facts;
  return (
    <>
      <Alert color="red" role="alert" title={problems[of.type].title} className="refusal">
        <Text size="sm">{detail}</Text>
        <Text size="sm">{fix}</Text>
        {cite === null ? null : (
          <Text size="sm">
            {words.rule}: {cite}
          </Text>
        )}
      </Alert>
      {of.type === 'fresh-proof-needed' ? <FreshProof /> : null}
    </>
  );
};
