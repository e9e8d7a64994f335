import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { House } from './server.ts';

type Lag = { readonly carriers: number; readonly waiting: number; readonly oldestMs: number };

const ledgerLag = async (house: House): Promise<Lag> => {
  const { rows } = await sql<Lag>`select carriers, waiting, oldest_ms from ledger_lag()`.execute(
    house.connections.platform,
  );
  return rows[0] ?? { carriers: 0, waiting: 0, oldestMs: 0 };
};

const lastDrill = (house: House) =>
  house.connections.platform
    .selectFrom('backupDrill')
    .select(['at', 'good', 'detail'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();

const readiness = async (house: House) => {
  const lag = await ledgerLag(house);
  const drill = await lastDrill(house);
  const good = await house.connections.platform
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
  lag: new Gauge({
    name: 'compline_ledger_lag_ms',
    help: 'Age of the oldest entry not yet in a tree',
    registers: [registry],
  }),
});

/** /healthz: alive. /readyz: database, ledger and its lag, last backup drill. /metrics: Prometheus. */
export const health = (app: FastifyInstance, house: House): void => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = lagGauges(registry);

  app.get('/healthz', (_request, reply) => reply.send({ alive: true }));

  app.get('/readyz', async (_request, reply) => {
    try {
      const state = await readiness(house);
      return reply.code(state.ledger.state === 'ok' ? 200 : 503).send(state);
    } catch {
      return reply.code(503).send({ database: 'does not answer' });
    }
  });

  app.get('/metrics', async (_request, reply) => {
    const lag = await ledgerLag(house);
    gauges.waiting.set(lag.waiting);
    gauges.lag.set(lag.oldestMs);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
};
