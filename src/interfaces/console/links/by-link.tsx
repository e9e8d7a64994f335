import { FirstAdministrator } from './first-administrator.tsx';
import { Invitation } from './invitation.tsx';
import { NewPassword } from './new-password.tsx';

const pages = {
  '/console/invitation': Invitation,
  '/console/new-password': NewPassword,
  '/console/first-administrator': FirstAdministrator,
} as const;

/** The page of a link, by its address. */
export const ByLink = ({ path }: { readonly path: string }) => {
  const entry = Object.entries(pages).find(([address]) => address === path);
  if (entry === undefined) return null;
  const [, Page] = entry;
  return <Page />;
};
