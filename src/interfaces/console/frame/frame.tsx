import { Loader } from '@mantine/core';
import { Suspense } from 'react';
import { words } from '../parts/words.ts';
import { ChangePassword } from '../session/change-password.tsx';
import { SessionHere, useWhoIsHere } from '../session/session.ts';
import { SignIn } from '../session/sign-in.tsx';
import { Shell } from './shell.tsx';

const Doors = () => {
  const session = useWhoIsHere();
  if (session === 'nobody') return <SignIn />;
  if (session === 'must-change-password') return <ChangePassword />;
  return (
    <SessionHere value={session}>
      <Shell />
    </SessionHere>
  );
};

/** The sign-in page, or the shell with a screen inside. */
export const Frame = () => (
  <Suspense fallback={<Loader className="first-loader" role="status" aria-label={words.reading} />}>
    <Doors />
  </Suspense>
);
