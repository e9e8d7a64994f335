const links = ['invitation', 'new-password', 'first-administrator'] as const;

/** What a link that the server sent or printed opens; the rest of its address is a secret behind `#`. */
export type LinkName = (typeof links)[number];

/** The link whose page stands at an address; null where it is a screen. */
export const linkAt = (path: string): LinkName | null => links.find((name) => path === `/console/${name}`) ?? null;
