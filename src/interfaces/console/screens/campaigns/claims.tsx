import { Text } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { words } from './words.ts';

type Claims = OutputOf<'campaigns.reviewPapers'>['claims'];
type Props = { readonly script: string; readonly of: Claims };

/** The words of a campaign with what they claim marked, and each claim once more by its kind. */
export const Claims = ({ script, of }: Props) => {
  const parts = of.map(({ from, to, kind }, n) => ({
    before: script.slice(n === 0 ? 0 : (of[n - 1]?.to ?? 0), from),
    claim: script.slice(from, to),
    kind,
    from,
  }));
  return (
    <>
      <blockquote className="read-out">
        {parts.map(({ before, claim, from }) => (
          <span key={from}>
            {before}
            <mark>{claim}</mark>
          </span>
        ))}
        {script.slice(of.at(-1)?.to ?? 0)}
      </blockquote>
      <Text size="sm" c="dimmed">
        {of.length === 0 ? words.noClaims : words.claimsLead}
      </Text>
      {of.length === 0 ? null : (
        <ul className="reach">
          {parts.map(({ claim, kind, from }) => (
            <li key={from}>
              {words.claimKinds[kind]}: “{claim}”
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
