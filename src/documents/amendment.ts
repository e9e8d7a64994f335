import { type Block, heading, list, paragraph } from './block.ts';
import type { Amendment } from './frame.ts';
import { requireSome } from './require.ts';
import { writtenDate } from './written.ts';

/** The part that says what an amended document supersedes and what changed; nothing for a first filing. */
export function amendmentBlocks(document: string, amends: Amendment | null): Block[] {
  if (amends === null) return [];
  const confirmation = amends.confirmation === null ? '' : ` (confirmation number ${amends.confirmation})`;
  const filedOn = writtenDate('amends.supersedesFilingOf', amends.supersedesFilingOf);
  return [
    heading(2, 'Amendment'),
    paragraph(`This ${document} supersedes the filing of ${filedOn}${confirmation}. What changed:`),
    list(requireSome('amends.changes', amends.changes)),
  ];
}
