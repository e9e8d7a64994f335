/** An identification shown in a store, as far as the rule asks: dates `YYYY-MM-DD` of the store's zone. */
export type PhotoId = {
  readonly issuedBy: 'government' | 'other';
  readonly expiresOn: string;
  readonly today: string;
  /** Whether the name on it is the customer's, or that of a person authorised on the account. */
  readonly name: 'matches' | 'differs';
};

export type PhotoIdAnswer =
  | { readonly valid: true; readonly cite: '47 CFR 64.2010(d)' }
  | {
      readonly valid: false;
      readonly missing: 'government' | 'expired' | 'name';
      readonly cite: '47 CFR 64.2003(r)' | '47 CFR 64.2010(d)';
    };

/** Whether a photo ID proves the customer: government-issued, not expired (good through its printed day), matching the account. */
export const photoIdProves = ({ issuedBy, expiresOn, today, name }: PhotoId): PhotoIdAnswer => {
  if (issuedBy !== 'government') return { valid: false, missing: 'government', cite: '47 CFR 64.2003(r)' };
  if (expiresOn < today) return { valid: false, missing: 'expired', cite: '47 CFR 64.2003(r)' };
  if (name !== 'matches') return { valid: false, missing: 'name', cite: '47 CFR 64.2010(d)' };
  return { valid: true, cite: '47 CFR 64.2010(d)' };
};
