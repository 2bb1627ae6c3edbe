// Follows what happens: looks at the same address again and puts in what has changed. Without it there is a link.
'use strict';

const EVERY_MS = 3000;
const poll = document.getElementById('poll');

/** @returns whether there is anything left to follow */
async function look() {
	const answer = await fetch(poll.dataset.address, {
		headers: { accept: 'text/html' },
		cache: 'no-store',
	});
	if (!answer.ok && answer.status !== 404) return true;
	const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
	if (answer.status === 404) {
		document.title = fresh.title;
		document.getElementById('page').replaceWith(fresh.getElementById('page'));
		return false;
	}
	for (const old of document.querySelectorAll('[data-live]')) {
		const now = fresh.getElementById(old.id);
		if (now && now.innerHTML !== old.innerHTML) old.replaceChildren(...now.childNodes);
	}
	return true;
}

async function follow() {
	// A gateway that does not answer for a moment is asked again.
	const goesOn = document.hidden || (await look().catch(() => true));
	if (goesOn) setTimeout(follow, EVERY_MS);
}

if (poll) setTimeout(follow, EVERY_MS);

const copy = document.getElementById('copy');
if (copy && navigator.clipboard) {
	copy.hidden = false;
	copy.addEventListener('click', async () => {
		const box = document.getElementById('password');
		box.select();
		await navigator.clipboard.writeText(box.value);
		copy.textContent = copy.dataset.copied;
	});
}
