import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Connections } from '../../db/connect.ts';
import type { CallPath } from '../gate/call-path.ts';
import { type GateState, stateOf } from '../gate/state.ts';

type Lag = { readonly carriers: number; readonly waiting: number; readonly oldestMs: number };

const ledgerLag = async (connections: Connections): Promise<Lag> => {
  const { rows } = await sql<Lag>`select carriers, waiting, oldest_ms from ledger_lag()`.execute(connections.platform);
  return rows[0] ?? { carriers: 0, waiting: 0, oldestMs: 0 };
};

const lastDrill = (connections: Connections) =>
  connections.platform
    .selectFrom('backupDrill')
    .select(['at', 'good', 'detail'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();

const readiness = async (connections: Connections) => {
  const lag = await ledgerLag(connections);
  const drill = await lastDrill(connections);
  const good = await connections.platform
    .selectFrom('backupDrill')
    .select('at')
    .where('good', '=', true)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    database: 'ok',
    ledger: {
      carriers: lag.carriers,
      waiting: lag.waiting,
      lagMs: lag.oldestMs,
      state: lag.oldestMs > 60_000 ? 'behind' : 'ok',
    },
    outside: {},
    backup: {
      lastDrill:
        drill === undefined ? null : { at: new Date(drill.at).toISOString(), good: drill.good, detail: drill.detail },
      lastGoodDrill: good === undefined ? null : new Date(good.at).toISOString(),
    },
  };
};

const lagGauges = (registry: Registry) => ({
  waiting: new Gauge({
    name: 'compline_ledger_waiting_entries',
    help: 'Entries not yet in a tree',
    registers: [registry],
  }),
  gate: new Gauge({
    name: 'compline_gate_snapshot_age_ms',
    help: 'Age of what the call gate knows of accounts and numbers',
    registers: [registry],
  }),
  unkept: new Gauge({
    name: 'compline_gate_unkept_bytes',
    help: 'Answers of the call gate that wait on the disk for the database',
    registers: [registry],
  }),
  lag: new Gauge({
    name: 'compline_ledger_lag_ms',
    help: 'Age of the oldest entry not yet in a tree',
    registers: [registry],
  }),
});

/** How the gate stands; null where none was opened or it cannot open. */
const gateState = async (calls: CallPath): Promise<GateState | null> => {
  const opened = await calls.opened()?.catch(() => null);
  return opened ? stateOf(opened) : null;
};

/** /healthz: alive. /readyz: database, ledger and its lag, last backup drill, the call gate. /metrics: Prometheus. */
export const health = (app: FastifyInstance, connections: Connections, calls: CallPath): void => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = lagGauges(registry);

  app.get('/healthz', (_request, reply) => reply.send({ alive: true }));

  app.get('/readyz', async (_request, reply) => {
    const gate = await gateState(calls);
    try {
      const state = { ...(await readiness(connections)), gate };
      return reply.code(state.ledger.state === 'ok' ? 200 : 503).send(state);
    } catch {
      // the gate answers calls all the same: by what it knows, and how long still, is asked now more than ever
      return reply.code(503).send({ database: 'does not answer', gate });
    }
  });

  app.get('/metrics', async (_request, reply) => {
    const gate = await gateState(calls);
    if (gate !== null) {
      gauges.gate.set(gate.snapshotAgeMs);
      gauges.unkept.set(gate.spool.bytes);
    }
    // a database that is away is not known to lag by what it last said
    const lag = await ledgerLag(connections).catch(() => ({ waiting: Number.NaN, oldestMs: Number.NaN }));
    gauges.waiting.set(lag.waiting);
    gauges.lag.set(lag.oldestMs);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
};
