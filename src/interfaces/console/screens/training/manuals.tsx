import { Text } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActButton } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Part } from '../../parts/page.tsx';
import { OnRecord } from '../../parts/record-dialog.tsx';
import { words } from './words.ts';

type Manual = OutputOf<'personnel.manuals.list'>['items'][number];

/** The newest version of each manual; they come newest first. */
const newestOf = (manuals: readonly Manual[]): readonly Manual[] => [
  ...new Map(manuals.toReversed().map((manual) => [manual.title, manual])).values(),
];

/** The manuals in their newest version, each to be acknowledged by whoever read it. */
export const Manuals = ({ owed }: { readonly owed: boolean }) => {
  const manuals = useAnswer('personnel.manuals.list', {});
  return (
    <Part title={words.manual}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.manualLead}
      </Text>
      <Answered of={manuals}>
        {({ items }) => (
          <>
            {items.length === 0 ? <Text>{words.noManual}</Text> : null}
            {newestOf(items).map(({ id, title, version, hash }) => (
              <section key={id} className="card">
                <Text>{words.version(title, version)}</Text>
                <Text size="sm" c="dimmed" mb="xs" className="hash">
                  SHA-256 <code>{hash}</code>
                </Text>
                <Text size="sm" mb="xs">
                  <OnRecord record={`manual:${id}`} of={words.version(title, version)} />
                </Text>
                {owed ? (
                  <ActButton
                    act="personnel.manuals.acknowledge"
                    input={() => ({ manualId: id, hash })}
                    button={words.acknowledge}
                    done={words.acknowledged}
                  />
                ) : (
                  <Text size="sm">{words.isRead}</Text>
                )}
              </section>
            ))}
          </>
        )}
      </Answered>
    </Part>
  );
};
