// Does nothing until it is killed: how late its event loop comes round is the machine's doing.
process.on('message', () => undefined);
