// Jest takes this file for n8n-core: see ../environment.ts.
module.exports = globalThis.outside.load('n8n-core');
