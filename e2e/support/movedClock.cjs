// Loaded into an n8n before anything else: its calendar is off from the real one by the milliseconds that the file named in
// QBE_CLOCK_FILE holds, and follows when that changes. Timers run as ever.
const { readFileSync } = require('node:fs');

const READ_EVERY_MS = 50;
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

globalThis.Date = new Proxy(RealDate, {
	apply: () => new RealDate(nowMs()).toString(),
	construct: (target, given, newTarget) =>
		Reflect.construct(target, given.length === 0 ? [nowMs()] : given, newTarget),
	get: (target, name, receiver) => (name === 'now' ? nowMs : Reflect.get(target, name, receiver)),
});
