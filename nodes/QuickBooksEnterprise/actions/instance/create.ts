import { ONLINE_ELEMENT_KEY, PRODUCT_NAME } from '../../constants';
import {
	CONFIGURATION_KEYS,
	SECRET_CONFIGURATION_KEYS,
} from '../../provisioning/configurationKeys';
import { createInstance } from '../../provisioning/createInstance';
import { Findings } from '../../provisioning/findings';
import type { InstanceBody } from '../../provisioning/instanceBody';
import { shapeInstance } from '../../provisioning/instanceOutput';
import { showForInstance, simplifyField } from '../display';
import type { Operation, Run } from '../operation';
import { optionsField, readIncludeToken, readPatience, WRITE_TIMEOUT_MS } from '../options';
import { readSpecification, specificationFields } from './specification';

const show = showForInstance('create');

const RETRY_ON_FAIL_HINT =
	"'Retry On Fail' in this node's settings runs all items again when one fails, which can create an instance twice. Switch it off: this node repeats by itself what is safe to repeat.";

const ONLINE_HINT = `The element key '${ONLINE_ELEMENT_KEY}' is QuickBooks Online. For ${PRODUCT_NAME} leave 'Element Key' out.`;

/** Creates an instance: the connection to one company file. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: `Create ${PRODUCT_NAME} instance`,
		description: 'Create a new instance',
	},
	fields: [
		...specificationFields('create'),
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS, 'on'),
	],
	prepare(run, itemIndex) {
		const { node } = run;
		const findings = new Findings();
		const patience = readPatience(node, itemIndex, WRITE_TIMEOUT_MS, findings);
		const choice = {
			simplify: node.getNodeParameter('simplify', itemIndex, true) as boolean,
			includeToken: readIncludeToken(node, itemIndex, true),
		};
		const body = readSpecification(node, itemIndex);
		findings.throwIfAny("Correct 'Options'.");
		noteRemarks(run, body);
		return {
			subject: { action: 'create the instance' },
			key: sameInstanceKey(body),
			execute: async () => {
				const instance = await createInstance(run.instances, body, patience, run.ledger);
				return [shapeInstance(instance, choice)];
			},
		};
	},
};

function noteRemarks(run: Run, body: InstanceBody): void {
	for (const key of SECRET_CONFIGURATION_KEYS) run.client.redactor.add(body.configuration?.[key]);
	if (run.node.getNode().retryOnFail) run.hint(RETRY_ON_FAIL_HINT);
	if (body.element.key === ONLINE_ELEMENT_KEY) run.hint(ONLINE_HINT);
}

/** Items that mean the same instance must not be created side by side. */
function sameInstanceKey({ element, configuration, name }: InstanceBody): string {
	return JSON.stringify([
		element.key,
		name,
		configuration?.[CONFIGURATION_KEYS.appName.key],
		configuration?.[CONFIGURATION_KEYS.hostIp.key],
	]);
}
