// Takes the place of the native module @vscode/spdlog, which an installation without scripts does not have: without it
// every log file and output channel stays empty, with an error for each.
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 2;
    this.plain = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    for (const [number, name] of LEVELS.entries()) this[name] = text => this.write(number, name, text);
  }
  write(number, name, text) {
    if (number < this.level) return;
    try {
      fs.appendFileSync(this.file, this.plain ? text : `${new Date().toISOString()} [${name}] ${text}\n`);
    } catch {
      // The folder has been removed: VS Code is ending.
    }
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.plain = true;
  }
  flush() {}
  drop() {}
}

const create = async (name, file) => new Logger('', name, file);

// One by one: VS Code loads this file with import(), which sees only exports that are written like this.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
