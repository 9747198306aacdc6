// What a script can add to the workshop's pages; none needs it.
const german = document.documentElement.lang === 'de';

// The arrow keys go from step to step; a click on an arrow of the picture goes to that step.
const ways = { ArrowRight: 'next', ArrowLeft: 'prev', End: 'last', Escape: 'last' };
addEventListener('keydown', (event) => {
	const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.target.closest('input, textarea, select');
	const link = plain && ways[event.key] && document.querySelector(`.player [rel=${ways[event.key]}]`);
	if (link) {
		event.preventDefault();
		link.click();
	}
});
addEventListener('click', (event) => {
	const arrow = event.target.closest('.flow .step');
	if (arrow)
		document.querySelector(`#row-${arrow.id.slice(6)} a`)?.click();
});

// What can be copied has a button.
function offerCopies() {
	for (const text of document.querySelectorAll('pre:not(.copied)')) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'plain';
		button.textContent = german ? 'Kopieren' : 'Copy';
		button.addEventListener('click', async () => {
			await navigator.clipboard?.writeText(text.textContent);
			button.textContent = german ? 'Kopiert' : 'Copied';
		});
		text.classList.add('copied');
		text.after(button);
	}
}
offerCopies();

// What is live is asked for again while somebody looks and has nothing there in hand: every five seconds, or every two where the server
// can say by its ETag that nothing is new, which it knows without making the page.
const live = () => document.querySelector('.live');
async function lookAgain() {
	const { etag } = live().dataset;
	if (document.hidden || live().contains(document.activeElement) || live().querySelector('details[open]'))
		return;
	const answer = await fetch(location.href, { headers: etag ? { 'If-None-Match': etag } : {}, cache: 'no-store' });
	if (!answer.ok)
		return;
	const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
	for (const part of ['.live', '.verdict'])
		if (page.querySelector(part))
			document.querySelector(part)?.replaceWith(page.querySelector(part));
	offerCopies();
}
if (live() && !new URLSearchParams(location.search).has('step'))
	setInterval(() => lookAgain().catch(() => {}), live().dataset.etag ? 2000 : 5000);
