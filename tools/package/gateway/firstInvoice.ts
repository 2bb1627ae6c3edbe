/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';
import { GatewayApi, secretsIn } from '../../gateway/api';
import { COMPANY, Office } from '../../gateway/office';
import { startInstalled } from '../../gateway/packed';
import { freePorts } from '../../n8n/serve/instance';

interface Invoice {
	id: string;
	Subtotal: string;
	CustomerRef: { FullName: string };
}

/**
 * Starts an installed gateway, connects a simulated Web Connector with its simulated QuickBooks, writes an invoice,
 * reads it again and stops the gateway.
 *
 * @param folder into which the gateway was installed
 * @returns what was written, in words
 * @throws Error where one of these does not go as it should
 */
export async function writeFirstInvoice(folder: string): Promise<string> {
	const data = path.join(folder, 'gateway-data');
	const [port] = await freePorts(1);
	const gateway = await startInstalled(folder, ['--port', String(port), '--data', data]);
	const office = new Office(`http://localhost:${port}`);
	try {
		const api = new GatewayApi(gateway.address, await secretsIn(data));
		const { id, token, connector } = await api.createInstance('Harbour Store', COMPANY);
		await office.checkPage(connector.setupUrl);
		await office.connect(connector.setupUrl);
		await api.whenConnected(id);
		const { FullName } = await api.call<{ FullName: string }>(
			'POST',
			'/customers',
			{ Name: 'Lighthouse Keepers' },
			token,
		);
		const { id: invoiceId } = await api.call<Invoice>(
			'POST',
			'/invoices',
			{
				CustomerRef: { FullName },
				InvoiceLineRet: [{ ItemRef: { FullName: 'Services' }, Quantity: '2', Rate: '35.00' }],
			},
			token,
		);
		const kept = await api.call<Invoice>('GET', `/invoices/${invoiceId}`, undefined, token);
		if (kept.Subtotal !== '70.00' || kept.CustomerRef.FullName !== FullName) {
			throw new Error(`The books hold another invoice: ${JSON.stringify(kept)}`);
		}
		if (!office.documents.some((document) => document.includes('<InvoiceAddRq '))) {
			throw new Error('No invoice came through the Web Connector.');
		}
		return `invoice ${invoiceId} of ${kept.Subtotal} for ${FullName}`;
	} finally {
		await office.close();
		await gateway.stop();
	}
}
