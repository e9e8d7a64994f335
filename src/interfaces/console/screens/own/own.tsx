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
  return (
    <Answered of={own}>
      {(data) => (
        <HeadedPage title={words.own} lead={words.lead(data.email)} aside={null}>
          <Passkeys own={data} />
          <App own={data} />
          <RecoveryCodes own={data} />
          <Sessions />
          <ChangePassword />
        </HeadedPage>
      )}
    </Answered>
  );
};
