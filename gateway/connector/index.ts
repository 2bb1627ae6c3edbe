/** The Web Connector's side of the gateway: sessions, the company behind them, and their routes. */
export { Companies, type Company } from './company/companies';
export { isSameName } from './company/facts';
export { connectorState } from './company/state';
export { connectRoutes } from './routes/connect';
export { qbwcRoutes } from './routes/qbwc';
export { withNewLink } from './session/link';
export { randomSecret, withNewPassword } from './session/password';
export { USUAL_SETTINGS, type SessionSettings } from './session/settings';
export { WebConnector } from './session/webConnector';
