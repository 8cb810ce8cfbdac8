// Starts the FIM server alone and prints its address:
//   node test/server/main.ts --folder DIR [--port N] [--latency realistic] [--key K]
import { parseArgs } from 'node:util';
import { startFimServer } from './fimServer.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: 'none' },
    key: { type: 'string', default: 'test-key' },
  },
});
if (values.folder === undefined || !['none', 'realistic'].includes(values.latency)) {
  console.error('usage: node test/server/main.ts --folder DIR [--port N] [--latency none|realistic] [--key KEY]');
  process.exit(2);
}
const server = await startFimServer({
  folder: values.folder,
  port: Number(values.port),
  latency: values.latency === 'realistic' ? 'realistic' : 'none',
  keys: [values.key],
});
console.log(server.url);
