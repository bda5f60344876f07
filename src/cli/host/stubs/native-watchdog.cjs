// Takes the place of the native module native-watchdog, which an installation without scripts does not have: ends this
// process when its parent is gone.
exports.start = parent => {
  const look = () => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  };
  setInterval(look, 3000).unref();
};
exports.exit = code => process.exit(code);
