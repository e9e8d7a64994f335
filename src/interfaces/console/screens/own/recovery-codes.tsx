import { Text } from '@mantine/core';
import { Part } from '../../parts/page.tsx';
import { SentForm } from '../../parts/sent-form.tsx';
import { type Own, useOwnAct } from '../../session/own.ts';
import { Codes, type Made } from './codes.tsx';
import { words } from './words.ts';

type Props = {
  readonly own: Own;
  readonly made: readonly string[] | null;
  readonly onCodes: (codes: readonly string[]) => void;
};

/** How many recovery codes are left, and new ones in their place. */
export const RecoveryCodes = ({ own: { app, recoveryCodesLeft }, made, onCodes }: Props) => {
  const renew = useOwnAct<Made, null>(() => ({
    ...{ method: 'POST', path: '/v1/persons/current/recovery-codes', body: {} },
  }));
  return (
    <Part title={words.codes}>
      <p className="dim">{words.codesLead}</p>
      {app === null ? (
        <Text>{words.noCodes}</Text>
      ) : (
        <SentForm
          does={renew}
          input={() => null}
          variant="default"
          button={words.newCodes}
          done={words.codesMade}
          onDone={({ recoveryCodes }) => onCodes(recoveryCodes)}
        >
          <Text>{words.codesLeft(recoveryCodesLeft)}</Text>
        </SentForm>
      )}
      {made === null ? null : <Codes of={made} />}
    </Part>
  );
};
