import { Button } from '@mantine/core';
import { words } from './words.ts';

/** Prints the page as it stands, or saves it as PDF; the style sheet leaves out what is of no use on paper. */
export const PrintButton = () => (
  <Button variant="default" size="xs" onClick={() => print()}>
    {words.print}
  </Button>
);
