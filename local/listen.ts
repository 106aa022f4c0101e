import type { Server } from 'node:http';
import { HOST } from '#local/addresses.ts';

/** Listens, and returns the end: what is being answered may finish, idle connections are closed. */
export async function listen(server: Server, port: number): Promise<() => Promise<void>> {
  const { promise, resolve: listening, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, HOST, listening);
  await promise;
  return () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 2_000).unref();
    });
}
