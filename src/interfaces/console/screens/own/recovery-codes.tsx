import { Text } from '@mantine/core';
import { useState } from 'react';
import { Part } from '../../parts/page.tsx';
import { type Own, useOwnAct } from '../../session/own.ts';
import { Codes } from './codes.tsx';
import { OwnForm } from './own-form.tsx';
import { words } from './words.ts';

type Made = { readonly recoveryCodes: readonly string[] };

/** How many recovery codes are left, and new ones in their place. */
export const RecoveryCodes = ({ own: { app, recoveryCodesLeft } }: { readonly own: Own }) => {
  const renew = useOwnAct<Made, null>(() => ({
    ...{ method: 'POST', path: '/v1/persons/current/recovery-codes', body: {} },
  }));
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Part title={words.codes}>
      <p className="dim">{words.codesLead}</p>
      {app === null ? (
        <Text>{words.noCodes}</Text>
      ) : (
        <OwnForm does={renew} input={null} button={words.newCodes} done={words.codesMade} onDone={setMade}>
          <Text>{words.codesLeft(recoveryCodesLeft)}</Text>
        </OwnForm>
      )}
      {made === null ? null : <Codes of={made.recoveryCodes} />}
    </Part>
  );
};
