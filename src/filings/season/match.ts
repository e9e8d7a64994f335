import type { Confirmation } from '../certification/confirmation.ts';
import type { SeasonLine } from './line.ts';

/** A carrier of the season, as a confirmation is matched against it. */
export type Candidate = { readonly carrierId: string; readonly shortName: string } & SeasonLine;

/** Whose a confirmation is and what is to be recorded of it, or why nobody may record it without looking. */
export type Match =
  | { readonly kind: 'ours'; readonly candidate: Candidate; readonly number: string; readonly receivedAt: string }
  | { readonly kind: 'recorded before'; readonly candidate: Candidate }
  | { readonly kind: 'flagged'; readonly candidate: Candidate | null; readonly why: string };

const flagged = (candidate: Candidate | null, why: string): Match => ({ kind: 'flagged', candidate, why });

/** Finds the one carrier that a confirmation names, by Filer ID and FRN. Pure. */
export const matchConfirmation = (says: Confirmation, candidates: readonly Candidate[]): Match => {
  if (says.filerIds.length + says.frns.length === 0) return flagged(null, 'It names no Filer ID and no FRN.');
  const named = candidates.filter(
    ({ filerIds, frn }) =>
      filerIds.some((one) => says.filerIds.includes(one)) || (frn !== null && says.frns.includes(frn)),
  );
  const [candidate, another] = named;
  const ids = [...says.filerIds, ...says.frns].join(', ');
  if (candidate === undefined) return flagged(null, `${ids}: none of your carriers.`);
  if (another !== undefined)
    return flagged(null, `${ids}: ${named.map(({ shortName }) => shortName).join(' and ')}. It should be one.`);
  const { filerIds, frn, state, confirmation } = candidate;
  if (says.filerIds.length > 0 && !filerIds.some((one) => says.filerIds.includes(one)))
    return flagged(candidate, `Its FRN is of this carrier, its Filer ID ${says.filerIds.join(', ')} is not.`);
  if (says.frns.length > 0 && frn !== null && !says.frns.includes(frn))
    return flagged(candidate, `Its Filer ID is of this carrier, its FRN ${says.frns.join(', ')} is not.`);
  if (says.number === null) return flagged(candidate, 'It has no one confirmation number.');
  if (confirmation === says.number) return { kind: 'recorded before', candidate };
  if (confirmation !== null) return flagged(candidate, `${confirmation} is recorded already.`);
  if (state !== 'signed') return flagged(candidate, 'The certification is not signed here.');
  if (says.receivedAt === null) return flagged(candidate, 'It has no one time of receipt: enter it by hand.');
  return { kind: 'ours', candidate, number: says.number, receivedAt: says.receivedAt };
};
