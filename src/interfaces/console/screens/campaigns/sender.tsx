import { Select, Text } from '@mantine/core';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import type { PartProps } from './builder.tsx';
import { words } from './words.ts';

/** Who sends: the carrier itself, or somebody of the register, with the agreement that is on file. */
export const Sender = ({ of: { recipient, partyId, recipientName }, put }: PartProps) => {
  const parties = useAnswer('parties.list', {});
  return (
    <Answered of={parties}>
      {({ items }) => {
        const chosen = items.find(({ id }) => id === partyId);
        const unlisted = recipient !== 'self' && chosen === undefined;
        return (
          <>
            <Select
              label={words.sender}
              allowDeselect={false}
              data={[
                { value: 'self', label: words.self },
                ...items.map(({ id, name, kind }) => ({ value: id, label: `${name} (${words.recipients[kind]})` })),
                ...(unlisted ? [{ value: 'unlisted', label: recipientName ?? words.recipients[recipient] }] : []),
              ]}
              value={unlisted ? 'unlisted' : (partyId ?? 'self')}
              onChange={(to) => {
                const party = items.find(({ id }) => id === to);
                if (party !== undefined)
                  put({ partyId: party.id, recipient: party.kind, recipientName: party.name, agreement: false });
                else if (to === 'self')
                  put({ partyId: null, recipient: 'self', recipientName: null, agreement: false });
              }}
            />
            {chosen === undefined ? null : (
              <Text size="sm">
                {chosen.agreements.length === 0
                  ? words.noAgreement(chosen.name)
                  : chosen.agreements
                      .map(({ title, accepted, fromDay, untilDay }) =>
                        words.agreementOf(title, accepted, fromDay, untilDay),
                      )
                      .join(' · ')}
              </Text>
            )}
            {items.length === 0 ? (
              <Text size="sm" c="dimmed">
                {words.noParties}
              </Text>
            ) : null}
          </>
        );
      }}
    </Answered>
  );
};
