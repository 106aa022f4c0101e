import { openNetwork } from '../../scripts/network/open.ts';

/*
 * The whole network as a process that can be killed. Its parent asks it for tokens; everything else goes over HTTP.
 */
const dir = process.argv[2];
if (!dir) throw new Error('child.ts DIR');

const { runtime } = await openNetwork({ dir, environment: { LIMITS: '{"times":100}' } });
process.on('message', async (person: string) => {
  process.send?.({ person, token: await runtime.tokenFor(person) });
});
process.on('disconnect', () => runtime.stop().then(() => process.exit()));
process.send?.({ apiUrl: runtime.apiUrl });
