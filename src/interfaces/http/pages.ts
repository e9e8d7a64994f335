import type { FastifyInstance } from 'fastify';

/** The first page and its parts. */
export const pages = async (app: FastifyInstance): Promise<void> => {
  app.get('/', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send('<!doctype html><html lang="en"><title>Compline</title><h1>Compline</h1></html>'),
  );
};
