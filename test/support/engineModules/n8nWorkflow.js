// Jest takes this file for n8n-workflow: see ../environment.ts.
module.exports = globalThis.outside.load('n8n-workflow');
