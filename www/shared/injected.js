// It stands for a script that somebody has got into a page (XSS), and is the same in both pages: what it can read, and what it can do.
(async () => {
	const show = (what, text) => { document.querySelector(`[data-stolen=${what}]`).textContent = text || '–'; };
	const stored = [...Object.values(localStorage), ...Object.values(sessionStorage)].join(' ');
	show('cookies', document.cookie);
	show('tokens', [...new Set(stored.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+|rt_[\w-]+\.[\w-]+/g))].join('\n\n'));
	const ride = document.querySelector('[data-ride]')?.dataset.ride;
	const ask = async (headers) => {
		const answer = await fetch(ride, { headers });
		return `${answer.status} ${await answer.text()}`;
	};
	if (ride) {
		show('foreign', await ask({}));
		show('own', await ask({ 'X-CSRF': '1' }));
	}
})();
