// Jest takes this file for fast-check: see ../environment.ts.
module.exports = globalThis.outside.load('fast-check');
