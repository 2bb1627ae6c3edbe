/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	readDocument,
	readLongDocument,
	streamDocument,
	UnreadableDocumentError,
	type DocumentPart,
} from '../../../gateway/qbxml';

const kept = (name: string) =>
	readFileSync(path.join(__dirname, 'documents', `${name}.xml`), 'utf8');

const answer = (inner: string) =>
	`<?xml version="1.0"?><QBXML><QBXMLMsgsRs>${inner}</QBXMLMsgsRs></QBXML>`;

const customer = (inner: string) =>
	readDocument(
		answer(`<CustomerQueryRs statusCode="0"><CustomerRet>${inner}</CustomerRet></CustomerQueryRs>`),
	).messages[0].records[0].record;

async function partsOf(source: Iterable<Uint8Array | string>): Promise<DocumentPart[]> {
	const parts: DocumentPart[] = [];
	for await (const part of streamDocument(source)) parts.push(part);
	return parts;
}

describe('records that share the form of another list', () => {
	it.each(['Class', 'CustomerType', 'JobType', 'VendorType'])('%s are read by it', (object) => {
		const [{ records }] = readDocument(
			answer(
				`<${object}QueryRs statusCode="0"><${object}Ret><Name>Retail</Name><ParentRef></ParentRef></${object}Ret></${object}QueryRs>`,
			),
		).messages;
		expect(records).toEqual([
			{ object, ret: `${object}Ret`, record: { Name: 'Retail', ParentRef: {} } },
		]);
	});
});

describe('documents in the form that QuickBooks gives them', () => {
	it('a page of customers', () => {
		const { version, messages } = readDocument(kept('customerQueryRs'));
		expect(version).toBeUndefined();
		expect(messages).toEqual([
			{
				name: 'CustomerQueryRs',
				requestId: '5001',
				statusCode: 0,
				statusSeverity: 'Info',
				statusMessage: 'Status OK',
				iteratorRemainingCount: 18,
				iteratorId: '{eb05f701-e727-472f-8ade-6753c4f67a46}',
				records: [
					{
						object: 'Customer',
						ret: 'CustomerRet',
						record: {
							ListID: '80000001-1484947911',
							TimeCreated: '2017-01-20T13:31:51-08:00',
							TimeModified: '2017-01-20T13:31:51-08:00',
							EditSequence: '1484947911',
							Name: 'Abercrombie, Kristy',
							FullName: 'Abercrombie, Kristy',
							IsActive: 'true',
							Sublevel: '0',
							BillAddress: {
								Addr1: 'Abercrombie & Sons',
								City: 'Bayshore',
								State: 'CA',
								PostalCode: '94326',
							},
							Phone: '415-555-6579',
							AdditionalContactRef: [{ ContactName: 'Main Phone', ContactValue: '415-555-6579' }],
							TermsRef: { ListID: '80000002-1484947879', FullName: 'Net 30' },
							Balance: '0.00',
							Notes: 'First line\nsecond caf\u00e9',
							DataExtRet: [
								{
									OwnerID: '0',
									DataExtName: 'Spouse',
									DataExtType: 'STR255TYPE',
									DataExtValue: 'yes',
								},
							],
						},
					},
				],
				content: {},
			},
		]);
	});

	it('what failed, what was deleted and what half-way was done', () => {
		const { attributes, messages } = readDocument(kept('mixedRs'));
		expect(attributes).toEqual({ newMessageSetID: 'a17', messageSetStatusCode: '0' });
		expect(
			messages.map(({ name, statusCode, records }) => [name, statusCode, records.length]),
		).toEqual([
			['CustomerModRs', 3200, 1],
			['TxnDelRs', 0, 0],
			['InvoiceAddRs', 550, 1],
			['ItemQueryRs', 0, 2],
			['BillAddRs', 3231, 0],
		]);
		expect(messages[0]).toMatchObject({
			statusSeverity: 'Error',
			records: [{ record: { EditSequence: '1484948000' } }],
		});
		expect(messages[1].content).toEqual({
			TxnDelType: 'Invoice',
			TxnID: '16C4-1484948017',
			TimeDeleted: '2024-05-31T10:11:12-08:00',
			RefNumber: '71',
		});
		expect(messages[2].content).toEqual({
			ErrorRecovery: { TxnID: '16D1-1484948017', EditSequence: '1484948018' },
		});
		expect(messages[2].records[0].lineOrder).toEqual(['A-1', 'B-1', 'B1-1', 'C-1']);
		expect(messages[3].records.map(({ object }) => object)).toEqual(['ItemService', 'ItemGroup']);
	});

	it('a report', () => {
		const [{ records }] = readDocument(kept('reportRs')).messages;
		expect(records[0].record).toEqual({
			ReportTitle: 'Profit & Loss',
			ReportSubtitle: 'January 2024',
			ReportBasis: 'Accrual',
			NumRows: '4',
			NumColumns: '2',
			NumColTitleRows: '1',
			ColDesc: [
				{ colID: '1', dataType: 'STRTYPE', ColTitle: [{ titleRow: '1' }], ColType: 'Blank' },
				{
					colID: '2',
					dataType: 'AMTTYPE',
					ColTitle: [{ titleRow: '1', value: 'Jan 24' }],
					ColType: 'Amount',
				},
			],
			Rows: [
				{ type: 'TextRow', rowNumber: '1', value: 'Income', ColData: [] },
				{
					type: 'DataRow',
					rowNumber: '2',
					RowData: { rowType: 'account', value: 'Sales' },
					ColData: [
						{ colID: '1', value: 'Sales' },
						{ colID: '2', value: '82.00' },
					],
				},
				{
					type: 'SubtotalRow',
					rowNumber: '3',
					ColData: [
						{ colID: '1', value: 'Total Income' },
						{ colID: '2', value: '82.00' },
					],
				},
				{ type: 'TotalRow', rowNumber: '4', ColData: [{ colID: '2', value: '82.00' }] },
			],
		});
	});

	it('requests', () => {
		const { version, set, attributes, messages } = readDocument(kept('requests'));
		expect([version, set, attributes]).toEqual(['13.0', 'QBXMLMsgsRq', { onError: 'stopOnError' }]);
		expect(messages.map(({ name, requestId, content }) => [name, requestId, content])).toEqual([
			['CustomerQueryRq', '1', { MaxReturned: '10', ActiveStatus: 'All', OwnerID: ['0'] }],
			[
				'InvoiceAddRq',
				'2',
				{
					InvoiceAdd: {
						CustomerRef: { FullName: 'Abercrombie, Kristy:Kitchen' },
						InvoiceLineAdd: [{ ItemRef: { FullName: 'Blueprints' }, Quantity: '2' }],
					},
				},
			],
			[
				'ReceivePaymentAddRq',
				'3',
				{
					ReceivePaymentAdd: {
						CustomerRef: { FullName: 'Abercrombie, Kristy:Kitchen' },
						AppliedToTxnAdd: [{ TxnID: { useMacro: 'TxnID:Kitchen' }, PaymentAmount: '5.00' }],
					},
				},
			],
		]);
	});
});

describe('what the schema does not know', () => {
	it('is kept', () => {
		expect(
			customer('<Name>x</Name><Mood>good</Mood><Pets><Pet>Cat</Pet><Pet>Dog</Pet></Pets>'),
		).toEqual({
			Name: 'x',
			Mood: 'good',
			Pets: { Pet: ['Cat', 'Dog'] },
		});
		expect(customer('<JobStatus>Dreaming</JobStatus><Name>a</Name><Name>b</Name>')).toEqual({
			JobStatus: 'Dreaming',
			Name: ['a', 'b'],
		});
	});

	it('can be a record of another kind, or a message', () => {
		const [message] = readDocument(
			answer(
				'<RobotQueryRs statusCode="soon"><RobotRet><ListID>1</ListID></RobotRet></RobotQueryRs>',
			),
		).messages;
		expect(message).toEqual({
			name: 'RobotQueryRs',
			records: [{ object: 'Robot', ret: 'RobotRet', record: { ListID: '1' } }],
			content: {},
		});
	});

	it('never reaches the prototype', () => {
		const record = customer('<__proto__><Memo>x</Memo></__proto__><constructor>y</constructor>');
		expect(Object.keys(record)).toEqual(['__proto__', 'constructor']);
		expect(({} as Record<string, unknown>).Memo).toBeUndefined();
	});
});

describe('texts', () => {
	it('are what they are: white space, entities, CDATA, line breaks', () => {
		expect(customer('<Notes> a&#10;b &lt;&amp;&#x20AC;&#233; </Notes>')).toEqual({
			Notes: ' a\nb <&\u20ac\u00e9 ',
		});
		expect(customer('<Notes>a<![CDATA[<b>]]>\r\nc</Notes>')).toEqual({ Notes: 'a<b>\nc' });
		expect(customer('<Notes></Notes><TermsRef/><BillAddress> </BillAddress>')).toEqual({
			Notes: '',
			TermsRef: {},
			BillAddress: {},
		});
	});

	it('may hold what XML forbids and somebody pasted: control characters, and the end of CDATA', () => {
		expect(customer('<Notes>a&#x13;b&#2;c\u0001d]]>e&#19;</Notes><Name>&amp;#x13;</Name>')).toEqual(
			{
				Notes: 'a\u0013b\u0002c\u0001d]]>e\u0013',
				Name: '&#x13;',
			},
		);
	});

	it('may come behind an empty line', () => {
		const text = `\uFEFF\r\n ${answer('<HostQueryRs/>')}`;
		expect(text).toContain('<?xml');
		expect(readDocument(text).messages).toHaveLength(1);
	});

	it('can be long and full of entities', () => {
		const long = '&#233;'.repeat(50_000);
		expect(customer(`<Notes>${long}</Notes>`)).toEqual({ Notes: '\u00e9'.repeat(50_000) });
	});

	it('may be parted anywhere, as bytes or text', async () => {
		const text = kept('customerQueryRs').replace('caf&#233;', 'caf\u00e9 \u20ac');
		const whole = await partsOf([text]);
		const bytes = Buffer.from(text);
		const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
		expect(await partsOf(single)).toEqual(whole);
		expect(await partsOf(text)).toEqual(whole);
	});
});

describe('documents that nobody should send', () => {
	const BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

	it.each<[string, string, RegExp]>([
		['a document type', `<!DOCTYPE QBXML><QBXML/>`, /has a document type/],
		['an entity bomb', `<?xml version="1.0"?>${BOMB}<QBXML>&b;</QBXML>`, /document type/],
		[
			'a file from outside',
			'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><QBXML>&e;</QBXML>',
			/document type/,
		],
		['a document type further down', answer('<!DOCTYPE x><HostQueryRs/>'), /well-formed/],
		[
			'an entity that XML does not have',
			answer('<HostQueryRs>&eacute;</HostQueryRs>'),
			/well-formed/,
		],
		['elements that do not close', '<QBXML><QBXMLMsgsRs>', /well-formed/],
		['elements that cross', answer('<A><B></A></B>'), /well-formed/],
		['two attributes without quotes', answer('<A b=c/>'), /well-formed/],
		['no markup', 'QuickBooks is busy', /well-formed/],
		['nothing', '', /well-formed|no messages/],
		['another language', '<html><body/></html>', /not qbXML/],
		['nothing in it', '<QBXML></QBXML>', /no messages/],
		[
			'a deep document',
			answer(`<A>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</A>`),
			/more than 32 deep/,
		],
		['a reference to no character', answer('<A>&#xZ;</A>'), /well-formed/],
		['a reference beyond Unicode', answer('<A>&#x110000;</A>'), /well-formed/],
		['a forbidden reference in an attribute', answer('<A b="&#1;"/>'), /well-formed/],
		['an endless name', answer(`<${'a'.repeat(200_000)}/>`), /well-formed/],
	])('%s', (_name, text, wanted) => {
		expect(() => readDocument(text)).toThrow(UnreadableDocumentError);
		expect(() => readDocument(text)).toThrow(wanted);
	});

	it('have bounds as a whole and in each record', () => {
		const record = `<CustomerRet><Notes>${'x'.repeat(2000)}</Notes></CustomerRet>`;
		const text = answer(`<CustomerQueryRs statusCode="0">${record.repeat(5)}</CustomerQueryRs>`);
		expect(readDocument(text, { maxRecordLength: 3000 }).messages[0].records).toHaveLength(5);
		expect(() => readDocument(text, { maxRecordLength: 1000 })).toThrow(
			'A record has more than 1000 characters.',
		);
		expect(() => readDocument(text, { maxLength: 5000 })).toThrow('more than 5000 characters');
	});

	it('that go on for ever within one name or text are given up', async () => {
		const limits = { maxRecordLength: 1000 };
		const begin = '<QBXML><QBXMLMsgsRs><CustomerQueryRs statusCode="0"><CustomerRet><Name>';
		for (const endless of [`${begin}${'x'.repeat(300_000)}`, `<${'x'.repeat(300_000)}`]) {
			let given = 0;
			function* source() {
				for (given = 0; given < 300_000; given += 1000) yield endless.slice(given, given + 1000);
			}
			const read = async () => {
				for await (const part of streamDocument(source(), limits)) void part;
			};
			await expect(read()).rejects.toThrow(UnreadableDocumentError);
			expect(given).toBeLessThan(200_000);
		}
	});

	it('say where they are wrong and nothing of what stands there', () => {
		const text = answer('<CustomerQueryRs>\n<SSN>078-05-1120<');
		expect(() => readDocument(text)).toThrow(
			/^The document is not well-formed XML \(line 2, column \d+\)\.$/,
		);
	});
});

it('records come one by one, before the document is whole', async () => {
	let given = 0;
	function* source() {
		yield '<QBXML><QBXMLMsgsRs><CustomerQueryRs statusCode="0">';
		for (given = 1; given <= 1000; given++)
			yield `<CustomerRet><Name>${given}</Name></CustomerRet>`;
		yield '</CustomerQueryRs></QBXMLMsgsRs></QBXML>';
	}
	let seen = 0;
	for await (const part of streamDocument(source())) {
		if (part.kind !== 'record') continue;
		seen += 1;
		expect(part.record.record.Name).toBe(String(seen));
		expect(given - seen).toBeLessThanOrEqual(1);
	}
	expect(seen).toBe(1000);
});

describe('A document of megabytes', () => {
	it('is read as any other, while all else goes on', async () => {
		const notes = `<CustomerRet><Notes>${'x'.repeat(30_000)}</Notes></CustomerRet>`;
		const text = `<QBXML><QBXMLMsgsRs><CustomerQueryRs>${notes.repeat(120)}</CustomerQueryRs></QBXMLMsgsRs></QBXML>`;
		let turns = 0;
		let next = setImmediate(function again() {
			turns += 1;
			next = setImmediate(again);
		});
		const read = await readLongDocument(text);
		clearImmediate(next);
		expect(turns).toBeGreaterThanOrEqual(3);
		expect(read).toEqual(readDocument(text));
	});
});
