import type { AccessLink } from '../record.ts';

type Words = { readonly subject: string; readonly text: string };

/** Where a link opens, in the console: the secret stands behind `#`, which no server and no log ever sees. */
export const placeOf = {
  invitation: '/console/invitation',
  password: '/console/new-password',
  first: '/console/first-administrator',
} as const;

/** What the mail with a link says. */
export const linkWords = (link: Pick<AccessLink, 'kind' | 'madeBy'>, carrier: string, address: string): Words =>
  link.kind === 'password'
    ? {
        subject: `A new password for Compline at ${carrier}`,
        text: `Somebody, probably you, asked for a new password for Compline at ${carrier}. Set it here within an hour:

${address}

If it was not you, do nothing: your password stays as it is.
`,
      }
    : {
        subject: `${carrier} invites you to Compline`,
        text: `${link.madeBy} of ${carrier} invites you to Compline, where ${carrier} keeps its records of customers' privacy and of calls. Accept here within seven days:

${address}

The address serves once. If you expected no invitation, do nothing.
`,
      };
