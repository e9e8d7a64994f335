import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Connections } from '../../db/connect.ts';
import type { CallPath } from '../gate/call-path.ts';
import { stateOf } from '../gate/state.ts';

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
  lag: new Gauge({
    name: 'compline_ledger_lag_ms',
    help: 'Age of the oldest entry not yet in a tree',
    registers: [registry],
  }),
});

/** /healthz: alive. /readyz: database, ledger and its lag, last backup drill. /metrics: Prometheus. */
export const health = (app: FastifyInstance, connections: Connections, calls: CallPath): void => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = lagGauges(registry);

  app.get('/healthz', (_request, reply) => reply.send({ alive: true }));

  app.get('/readyz', async (_request, reply) => {
    try {
      const opened = await calls.opened();
      const state = { ...(await readiness(connections)), gate: opened === null ? null : stateOf(opened) };
      return reply.code(state.ledger.state === 'ok' ? 200 : 503).send(state);
    } catch {
      return reply.code(503).send({ database: 'does not answer' });
    }
  });

  app.get('/metrics', async (_request, reply) => {
    const lag = await ledgerLag(connections);
    gauges.waiting.set(lag.waiting);
    gauges.lag.set(lag.oldestMs);
    const opened = await calls.opened();
    if (opened !== null) gauges.gate.set(stateOf(opened).snapshotAgeMs);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
};
