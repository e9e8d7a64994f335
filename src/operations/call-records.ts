import { listCallFiles, listQuarantine } from '../robocall/traffic/calls/files.ts';
import { importCalls } from '../robocall/traffic/calls/import.ts';
import { originalRow } from '../robocall/traffic/calls/original.ts';
import { rebuildCalls } from '../robocall/traffic/calls/rebuild.ts';
import { searchCalls } from '../robocall/traffic/calls/search.ts';
import { addCallSource, endCallSource, listCallSources } from '../robocall/traffic/calls/sources.ts';

/** Call records of the carrier's switches: how they come, and who may look for what. */
export const callRecordsOperations = {
  'callSources.add': addCallSource,
  'callSources.end': endCallSource,
  'callSources.list': listCallSources,
  'callFiles.import': importCalls,
  'callFiles.list': listCallFiles,
  'callFiles.quarantine': listQuarantine,
  'callFiles.row': originalRow,
  'callRecords.search': searchCalls,
  'callRecords.rebuild': rebuildCalls,
} as const;
