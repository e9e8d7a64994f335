import { refuse } from '../../../kernel/problem.ts';
import { publicUrl } from '../../../outside/public-url.ts';

/** The address under which people reach us, or a problem that says how to set it: what a request calls us may be anybody's. */
export const publicUrlNeeded = (): string =>
  publicUrl() ??
  refuse(
    'wrong-state',
    'The address under which people reach this installation is not set.',
    'Set COMPLINE_PUBLIC_URL, which links begin with, and start again.',
  );
