/** The Web Connector's side of the gateway: sessions, the company behind them, and their routes. */
export { Companies, type Company } from './company/companies';
export { booksKeyOf } from './company/facts';
export {
	CONNECTOR_STATES,
	connectorState,
	OTHER_COMPANY,
	type ConnectorState,
} from './company/state';
export { connectRoutes } from './routes/connect';
export { isSameOrigin } from './routes/sameOrigin';
export { Connection } from './setup/connection';
export { LinkGoneError, SetupLinks, type SetupParts } from './setup/setupLinks';
export { MAX_ANSWER_BYTES, qbwcRoutes } from './routes/qbwc';
export { setupUrlOf, withNewLink } from './session/link';
export { randomSecret, withNewPassword } from './session/password';
export { USUAL_SETTINGS, type SessionSettings } from './session/settings';
export { WebConnector } from './session/webConnector';
