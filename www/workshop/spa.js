// demo-spa: a single-page application (OAuth 2.0 for Browser-Based Applications).  It keeps its tokens where scripts can read them, as
// many do: this page is there to show what comes of it.
(() => {
	const page = document.querySelector('#spa').dataset;
	const kept = (name) => JSON.parse(sessionStorage.getItem(name) ?? '{}');
	const keep = (name, value) => sessionStorage.setItem(name, JSON.stringify(value));
	const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/[+/=]/g, (c) => ({ '+': '-', '/': '_' })[c] ?? '');
	const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

	const show = (said) => {
		const tokens = kept('tokens');
		for (const place of document.querySelectorAll('[data-held]'))
			place.textContent = tokens[place.dataset.held] ?? '–';
		for (const button of document.querySelectorAll('#spa button'))
			button.hidden = button.id !== 'sign-in' && !tokens.access_token;
		document.querySelector('#said').textContent = said ?? '';
		document.querySelector('#said').hidden = !said;
	};

	// RFC 7636 section 4: the verifier stays here.
	const signIn = async () => {
		const begun = { state: random(), verifier: random() };
		keep('begun', begun);
		const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(begun.verifier));
		location.assign(`${page.issuer}/authorize?${new URLSearchParams({ response_type: 'code', client_id: page.clientId,
			redirect_uri: page.redirectUri, scope: page.scope, state: begun.state, code_challenge: base64url(digest),
			code_challenge_method: 'S256' })}`);
	};

	const askForTokens = async (form) => {
		const body = new URLSearchParams({ client_id: page.clientId, ...form });
		const answer = await fetch(`${page.issuer}/token`, { method: 'POST', body });
		const said = await answer.json();
		if (answer.ok)
			keep('tokens', { ...kept('tokens'), ...said });
		show(answer.ok ? '' : JSON.stringify(said, null, 2));
	};

	const call = async () => {
		const answer = await fetch(`${page.api}/whoami`, { headers: { Authorization: `Bearer ${kept('tokens').access_token}` } });
		show(`${answer.status} ${JSON.stringify(await answer.json(), null, 2)}`);
	};

	// RFC 9700 section 4.7, RFC 9207 section 2.4; and the code leaves the address bar, whatever it was.
	const comeBack = async (answer) => {
		const begun = kept('begun');
		sessionStorage.removeItem('begun');
		history.replaceState(null, '', page.home);
		if (answer.get('state') !== begun.state || answer.get('iss') !== page.issuer)
			show('state or iss is wrong');
		else if (answer.has('code'))
			await askForTokens({ grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: page.redirectUri,
				code_verifier: begun.verifier });
		else
			show(answer.get('error'));
	};

	const on = (id, act) => document.querySelector(id).addEventListener('click', act);
	on('#sign-in', signIn);
	on('#call', call);
	on('#refresh', () => askForTokens({ grant_type: 'refresh_token', refresh_token: kept('tokens').refresh_token }));
	on('#forget', () => { sessionStorage.clear(); show(); });
	show();
	const answer = new URLSearchParams(location.search);
	if (answer.has('state'))
		comeBack(answer);
})();
