import type { Block } from './blocks.ts';

/** How many numbers a right holds at most: an exchange. The database holds it too. */
export const mostInBlock = 10_000;

/** The same numbers in blocks of at most an exchange. */
export const cut = ({ firstNumber, lastNumber }: Block): readonly Block[] => {
  const parts: Block[] = [];
  for (let first = firstNumber; first <= lastNumber; first += mostInBlock)
    parts.push({ firstNumber: first, lastNumber: Math.min(lastNumber, first + mostInBlock - 1) });
  return parts;
};

/** What stays of a block when another is taken out of it: nothing, one part or two. */
export const without = (block: Block, taken: Block): readonly Block[] => [
  ...(taken.firstNumber > block.firstNumber
    ? [{ firstNumber: block.firstNumber, lastNumber: Math.min(block.lastNumber, taken.firstNumber - 1) }]
    : []),
  ...(taken.lastNumber < block.lastNumber
    ? [{ firstNumber: Math.max(block.firstNumber, taken.lastNumber + 1), lastNumber: block.lastNumber }]
    : []),
];
