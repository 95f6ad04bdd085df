import { spawnSync } from 'node:child_process';
import path from 'node:path';

const main = path.join(__dirname, '..', 'dist', 'src', 'main.js');

/** Starts the bot without any configuration, on a Node that says it is of that version; then says what was loaded. */
function start(version: string) {
  const program = `
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });
    process.on('exit', () => console.log(Object.keys(require.cache)
      .filter((file) => !file.includes('node_modules')).map((file) => require('node:path').basename(file)).join()));
    require(${JSON.stringify(main)});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program], {
    env: { PATH: process.env['PATH'] },
    encoding: 'utf8',
  });
  return { status, stderr, loaded: stdout.trim().split(',') };
}

test('an older Node is refused in one sentence, before anything of the bot is loaded', () => {
  expect(start('20.20.2')).toEqual({
    status: 1,
    stderr:
      'Countersign needs Node 24 or later, and this is Node 20.20.2: start it with a newer one. Nothing was started.\n',
    loaded: ['main.js', 'neededNode.js'],
  });
});

test('a newer Node goes on to read the configuration', () => {
  const { status, stderr } = start('24.0.0');
  expect({ status, first: stderr.split('\n')[0] }).toEqual({ status: 1, first: 'The bot cannot start:' });
});
