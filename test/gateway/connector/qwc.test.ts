import { parser } from 'sax';

import { writeQwc } from '../../../gateway/connector/qwc';

const APPLICATION = {
	name: 'Smith & Sons',
	description: 'Lets n8n read and write the books',
	url: 'https://books.example.com/qbwc?a=1&b=2',
	userName: 'store-12',
	ownerId: '{5d2c1f7e-0b1f-4b43-9c5f-0e6c1f8a7b10}',
	fileId: '{0b1f5d2c-1f7e-4b43-9c5f-0e6c1f8a7b11}',
	uniqueName: 'gateway-1001',
	intervalSeconds: 5,
};

function membersOf(xml: string): Record<string, string> {
	const members: Record<string, string> = {};
	let name = '';
	const reader = parser(true, {});
	reader.onopentag = (tag) => (members[(name = tag.name)] = '');
	reader.ontext = (text) => {
		if (name !== '') members[name] += text.trim();
	};
	reader.onerror = (error) => {
		throw error;
	};
	reader.write(xml).close();
	return members;
}

describe('The file for the Web Connector', () => {
	it('holds what the Web Connector needs, escaped', () => {
		expect(membersOf(writeQwc(APPLICATION))).toEqual({
			QBWCXML: '',
			AppName: 'Smith & Sons',
			AppID: '',
			AppURL: APPLICATION.url,
			AppDescription: APPLICATION.description,
			AppSupport: APPLICATION.url,
			UserName: 'store-12',
			OwnerID: APPLICATION.ownerId,
			FileID: APPLICATION.fileId,
			QBType: 'QBFS',
			AppDisplayName: 'Smith & Sons',
			AppUniqueName: 'gateway-1001',
			IsReadOnly: 'false',
			UnattendedModePref: 'umpRequired',
			Scheduler: '',
			RunEveryNSeconds: '5',
		});
	});

	it('is the same at each download', () => {
		expect(writeQwc(APPLICATION)).toBe(writeQwc({ ...APPLICATION }));
	});

	it.each([0, -5, 0.5])('asks for no call more often than each second: %p', (intervalSeconds) => {
		expect(membersOf(writeQwc({ ...APPLICATION, intervalSeconds })).RunEveryNSeconds).toBe('1');
	});
});
