// Loaded into an n8n before anything else: its calendar is off from the real one by the milliseconds that the file named in
// QBE_CLOCK_FILE holds, and follows when that changes. Waits of up to a minute, such as that for the next poll time, pass
// quicker: a test that moves the calendar by hours has no minutes to wait.
const { readFileSync } = require('node:fs');
const { promisify } = require('node:util');

const READ_EVERY_MS = 50;
const QUICKER = 20;
const RealDate = Date;
// Held on to: somebody may put a method of the moved calendar back into the real one.
const realNow = RealDate.now;
let offsetMs = 0;

function readOffset() {
	// A file that is just being written gives the offset that was known.
	const read = Number.parseInt(readFileSync(process.env.QBE_CLOCK_FILE, 'utf8'), 10);
	if (Number.isInteger(read)) offsetMs = read;
}

const nowMs = () => realNow() + offsetMs;

readOffset();
setInterval(readOffset, READ_EVERY_MS).unref();

const realSetTimeout = setTimeout;
const isLong = (ms) => ms >= 1000 && ms <= 60_000;
globalThis.setTimeout = Object.assign(
	(callback, ms, ...given) => realSetTimeout(callback, isLong(ms) ? ms / QUICKER : ms, ...given),
	{ [promisify.custom]: realSetTimeout[promisify.custom] },
);

globalThis.Date = new Proxy(RealDate, {
	apply: () => new RealDate(nowMs()).toString(),
	construct: (target, given, newTarget) =>
		Reflect.construct(target, given.length === 0 ? [nowMs()] : given, newTarget),
	get: (target, name, receiver) => (name === 'now' ? nowMs : Reflect.get(target, name, receiver)),
});
