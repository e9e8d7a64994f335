import type { ComponentType } from 'react';
import type { LinkName } from './addresses.ts';
import { FirstAdministrator } from './first-administrator.tsx';
import { Invitation } from './invitation.tsx';
import { NewPassword } from './new-password.tsx';

const pages: Readonly<Record<LinkName, ComponentType>> = {
  invitation: Invitation,
  'new-password': NewPassword,
  'first-administrator': FirstAdministrator,
};

/** The page of a link. */
export const ByLink = ({ link }: { readonly link: LinkName }) => {
  const { [link]: Shown } = pages;
  return <Shown />;
};
