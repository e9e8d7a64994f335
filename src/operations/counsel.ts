import { endBundle, listBundles, openBundle } from '../carriers/counsel/bundles.ts';

/** What a carrier opens for its counsel. */
export const counselOperations = {
  'counselBundles.open': openBundle,
  'counselBundles.end': endBundle,
  'counselBundles.list': listBundles,
} as const;
