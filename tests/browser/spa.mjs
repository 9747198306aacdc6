// A single-page application of another origin, which holds its tokens itself: what the browser lets it read, and what not.
// Fetch standard section 3.3.  (The sample client does better, it is a Backend for Frontend.)
import { createServer } from 'node:http';
import { browser, check, fresh, open, origin } from './stage.mjs';

const spa = process.argv[4];
const pages = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<title>SPA</title><main>A page</main>'));
await new Promise((listens) => pages.listen(new URL(spa).port, '127.0.0.1', listens));
const stranger = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<main>A stranger</main>'));
await new Promise((listens) => stranger.listen(0, '127.0.0.1', listens));
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'; // RFC 7636 appendix B
const request = { client_id: 'demo-cli', response_type: 'code', scope: 'openid profile notes:read notes:write', redirect_uri: `${spa}/callback`,
	state: 'of-the-page', code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' };

// In the page: one request as its script would send it; what the script may read of the answer, or the browser's word.
const ask = (page, path, { form, token, ...options } = {}) => page.evaluate(async ([url, body, bearer, more]) => {
	try {
		const answer = await fetch(url, { ...more, ...(body ? { method: 'POST', body: new URLSearchParams(body) } : {}),
			headers: bearer ? { Authorization: `Bearer ${bearer}` } : {} });
		const text = await answer.text();
		return { status: answer.status, challenge: answer.headers.get('www-authenticate'), body: text.startsWith('{') ? JSON.parse(text) : text };
	} catch (error) {
		return { blocked: error.message };
	}
}, [`${origin}${path}`, form, token, options]);
const is = (answer, status) => (answer.status === status ? '' : JSON.stringify(answer));

await fresh();
const { page } = await open({});
await page.goto(`${origin}/provider/authorize?${new URLSearchParams(request)}`);
await page.fill('[name=username]', 'alice');
await page.fill('[name=password]', 'wonderland');
await page.click('[name=login]');
await page.click('[name=allow]');
await page.waitForURL(`${spa}/callback**`);
const code = new URL(page.url()).searchParams.get('code');
const client = { client_id: 'demo-cli' };
let tokens = {};

await check('the page reads metadata and keys', async () =>
	is(await ask(page, '/provider/.well-known/openid-configuration'), 200) || is(await ask(page, '/provider/jwks'), 200));
await check('RFC 6749 section 4.1.3: it redeems its code', async () => {
	const answer = await ask(page, '/provider/token', { form: { ...client, grant_type: 'authorization_code', code, redirect_uri: `${spa}/callback`, code_verifier: verifier } });
	tokens = answer.body ?? {};
	return is(answer, 200);
});
await check('OIDC Core section 5.3: it asks who is there, behind a preflight', async () => {
	const answer = await ask(page, '/provider/userinfo', { token: tokens.access_token });
	return is(answer, 200) || (answer.body.name === 'Alice Liddell' ? '' : JSON.stringify(answer));
});
await check('it calls the API: GET, and DELETE of one note', async () =>
	is(await ask(page, '/api/notes', { token: tokens.access_token }), 200) ||
	is(await ask(page, '/api/notes/99', { token: tokens.access_token, method: 'DELETE' }), 404));
await check('RFC 6750 section 3: it reads why it was refused', async () => {
	const answer = await ask(page, '/api/notes', { token: 'nonsense' });
	return is(answer, 401) || (/error="invalid_token"/.test(answer.challenge) ? '' : JSON.stringify(answer));
});
await check('RFC 6749 section 6: it refreshes', async () => {
	const answer = await ask(page, '/provider/token', { form: { ...client, grant_type: 'refresh_token', refresh_token: tokens.refresh_token } });
	tokens = answer.body ?? {};
	return is(answer, 200);
});
await check('RFC 9700 section 2.6: where people decide it reads nothing, signed in or not', async () => {
	const answers = [await ask(page, `/provider/authorize?${new URLSearchParams({ ...request, prompt: 'none' })}`, { credentials: 'include' }),
		await ask(page, '/provider/end_session'), await ask(page, '/client/', { credentials: 'include' })];
	return answers.every((answer) => answer.blocked) ? '' : JSON.stringify(answers);
});
await check('nor with credentials where it may come without', async () => {
	const answer = await ask(page, '/provider/userinfo', { token: tokens.access_token, credentials: 'include' });
	return answer.blocked ? '' : JSON.stringify(answer);
});
await page.goto(`http://127.0.0.1:${stranger.address().port}/`);
await check('a page of a stranger reads what is public, and nothing else', async () => {
	const answers = [await ask(page, '/provider/userinfo', { token: tokens.access_token }), await ask(page, '/api/notes', { token: tokens.access_token }),
		await ask(page, '/provider/token', { form: { ...client, grant_type: 'refresh_token', refresh_token: tokens.refresh_token } })];
	return is(await ask(page, '/provider/jwks'), 200) || (answers.every((answer) => answer.blocked) ? '' : JSON.stringify(answers));
});
await page.goto(`${spa}/`);
await check('RFC 7009: it revokes', async () => is(await ask(page, '/provider/revoke', { form: { ...client, token: tokens.access_token } }), 200));

await browser.close();
pages.close();
stranger.close();
process.exit(0);
