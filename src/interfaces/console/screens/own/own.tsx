import { useState } from 'react';
import { Answered } from '../../parts/answered.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { useOwn } from '../../session/own.ts';
import { App } from './app.tsx';
import { Passkeys } from './passkeys.tsx';
import { ChangePassword } from './password.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { Sessions } from './sessions.tsx';
import { words } from './words.ts';

/** How a person comes in, and where he is: his alone to change. */
export const OwnAccess = () => {
  const own = useOwn();
  // shown once, and void as soon as the app goes that they stand in for
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Answered of={own}>
      {(data) => (
        <HeadedPage title={words.own} lead={words.lead(data.email)} aside={null}>
          <Passkeys own={data} />
          <App own={data} onCodes={setCodes} />
          <RecoveryCodes own={data} made={codes} onCodes={setCodes} />
          <Sessions />
          <ChangePassword />
        </HeadedPage>
      )}
    </Answered>
  );
};
