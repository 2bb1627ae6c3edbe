import fc from 'fast-check';
import { DateTime } from 'luxon';

import { calendarDay, moment } from '../../nodes/QuickBooksEnterprise/catalogue/validation/dates';

const ZONES = [
	'UTC',
	'America/Los_Angeles',
	'America/Sao_Paulo',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Kiritimati',
];

describe('The calendar day of a value', () => {
	it.each([
		['a day', '2026-11-24', 'Pacific/Apia', '2026-11-24'],
		['the text of the picker', '2026-11-24T00:00:00', 'America/Denver', '2026-11-24'],
		['a time without zone, late in the day', '2026-11-24 23:59:59', 'Asia/Tokyo', '2026-11-24'],
		['a time in UTC', '2026-11-24T03:30:00Z', 'America/Denver', '2026-11-23'],
		['a time with an offset', '2026-11-24T23:30:00.000-07:00', 'Europe/Berlin', '2026-11-25'],
		['an offset without colon', '2026-11-24T23:30:00-0700', 'Europe/Berlin', '2026-11-25'],
		['an offset of hours', '2026-11-24T23:30-07', 'Europe/Berlin', '2026-11-25'],
		['the half hour of India', '2026-11-24T18:30:00Z', 'Asia/Kolkata', '2026-11-25'],
		['the far side of the date line', '2026-11-24T10:00:00Z', 'Pacific/Kiritimati', '2026-11-25'],
		['white space around it', ' 2026-11-24 ', 'UTC', '2026-11-24'],
		['a leap day', '2024-02-29', 'UTC', '2024-02-29'],
		['a day long ago', '0050-03-01', 'UTC', '0050-03-01'],
		['a Date', new Date('2026-11-24T03:30:00Z'), 'America/Denver', '2026-11-23'],
		[
			'a DateTime',
			DateTime.fromISO('2026-11-24T23:30:00', { zone: 'America/Denver' }),
			'America/Denver',
			'2026-11-24',
		],
	])('%s', (_, value, zone, expected) => {
		expect(calendarDay(value, zone)).toBe(expected);
	});

	it.each([
		'2023-02-29',
		'2026-13-01',
		'2026-00-10',
		'2026-04-31',
		'24.11.2026',
		'11/24/2026',
		'2026-1-2',
		'2026-11-24T24:00:00',
		'2026-11-24T10:60:00',
		'2026-11-24T10:00:00 Europe/Berlin',
		'yesterday',
		'',
		20261124,
		new Date(NaN),
		DateTime.invalid('no day'),
		{},
		null,
		undefined,
	])('none for %p', (value) => {
		expect(calendarDay(value, 'Europe/Berlin')).toBeUndefined();
		expect(moment(value, 'Europe/Berlin')).toBeUndefined();
	});

	it('is none past the years that have four digits', () => {
		expect(calendarDay('9999-12-31T23:00:00Z', 'Asia/Tokyo')).toBeUndefined();
		expect(moment('9999-12-31T23:00:00', 'America/Denver')).toBeUndefined();
	});

	it('a day or a picked day is itself in every zone', () => {
		const days = fc
			.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10));
		fc.assert(
			fc.property(days, fc.constantFrom(...ZONES), fc.nat({ max: 86_399 }), (day, zone, second) => {
				const time = new Date(second * 1000).toISOString().slice(11, 19);
				expect(calendarDay(day, zone)).toBe(day);
				expect(calendarDay(`${day}T${time}`, zone)).toBe(day);
			}),
		);
	});
});

describe('The moment of a value', () => {
	it.each([
		['a time in UTC', '2026-11-24T14:05:09Z', 'Asia/Tokyo', '2026-11-24T14:05:09+00:00'],
		['a time with an offset', '2026-11-24T14:05:09+09:00', 'UTC', '2026-11-24T05:05:09+00:00'],
		['fractions of a second', '2026-11-24T14:05:09.987Z', 'UTC', '2026-11-24T14:05:09+00:00'],
		['a time of winter', '2026-01-15T12:00:00', 'Europe/Berlin', '2026-01-15T11:00:00+00:00'],
		['a time of summer', '2026-07-15T12:00:00', 'Europe/Berlin', '2026-07-15T10:00:00+00:00'],
		['a day', '2026-07-15', 'America/Los_Angeles', '2026-07-15T07:00:00+00:00'],
		['forward, before', '2026-03-08T01:59:59', 'America/Denver', '2026-03-08T08:59:59+00:00'],
		['forward, left out', '2026-03-08T02:30:00', 'America/Denver', '2026-03-08T09:30:00+00:00'],
		['forward, after', '2026-03-08T03:00:00', 'America/Denver', '2026-03-08T09:00:00+00:00'],
		['back, before', '2026-11-01T00:59:59', 'America/Denver', '2026-11-01T06:59:59+00:00'],
		['back, twice', '2026-11-01T01:30:00', 'America/Denver', '2026-11-01T07:30:00+00:00'],
		['back, after', '2026-11-01T02:00:00', 'America/Denver', '2026-11-01T09:00:00+00:00'],
		['a midnight left out', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00+00:00'],
		['half an hour', '2026-10-04T02:15:00', 'Australia/Lord_Howe', '2026-10-03T15:45:00+00:00'],
		['a day left out', '2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00+00:00'],
		['a Date', new Date('2026-11-24T14:05:09Z'), 'Asia/Tokyo', '2026-11-24T14:05:09+00:00'],
		[
			'a DateTime',
			DateTime.fromISO('2026-11-24T14:05:09', { zone: 'Asia/Tokyo' }),
			'UTC',
			'2026-11-24T05:05:09+00:00',
		],
	])('%s', (_, value, zone, expected) => {
		expect(moment(value, zone)).toBe(expected);
	});

	it('of any instant, as clocks show it with their offset, is that instant', () => {
		const instants = fc.date({
			min: new Date('1970-01-01'),
			max: new Date('2100-01-01'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(instants, fc.constantFrom(...ZONES), (date, zone) => {
				const expected = `${date.toISOString().slice(0, 19)}+00:00`;
				const shown = DateTime.fromJSDate(date, { zone });
				expect(moment(shown.toISO(), 'UTC')).toBe(expected);
				expect(calendarDay(shown.toISO(), zone)).toBe(shown.toISODate());
				const wall = shown.toISO({ includeOffset: false })!;
				// Where clocks show a time twice, the first is taken, which may be another instant.
				const again = Date.parse(moment(wall, zone)!);
				const difference = Math.floor(date.getTime() / 1000) * 1000 - again;
				if (difference !== 0) {
					expect(DateTime.fromMillis(again, { zone }).toISO({ includeOffset: false })).toBe(
						shown.startOf('second').toISO({ includeOffset: false }),
					);
					expect(difference).toBeGreaterThan(0);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('refuses a time zone that does not exist', () => {
		expect(() => moment('2026-11-24', 'Mars/Olympus')).toThrow(RangeError);
	});
});
