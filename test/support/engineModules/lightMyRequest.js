// What fastify's `inject` is made of: it loads a package that Jest cannot load, since that is an ES module.
module.exports = outside.load('light-my-request');
