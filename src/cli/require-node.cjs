// Looks whether there is a Node that can run the scripts. Written so that an old Node can run it too.
'use strict';
var fs = require('node:fs');
var path = require('node:path');

var NEEDED = 24;
var major = Number(process.versions.node.split('.')[0]);
var program = process.platform === 'win32' ? 'node.exe' : 'node';
var ours = path.join(__dirname, '..', '..', 'node_modules', 'node', 'bin', program);

if (major < NEEDED && !fs.existsSync(ours)) {
  console.error(
    'The scripts need Node ' +
      NEEDED +
      ' and this is ' +
      process.version +
      ': run `npm ci` with npm 11 or later, ' +
      'which brings it (and lets the package `node` run its install script), or install Node ' +
      NEEDED +
      '.',
  );
  process.exit(1);
}
