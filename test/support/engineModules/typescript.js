// Jest takes this file for the compiler: see ../environment.ts.
module.exports = globalThis.outside.load('typescript');
