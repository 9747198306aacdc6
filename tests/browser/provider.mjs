// Every page of the authorization server: the way in, step by step, and whatever an administrator finds by links, the account and the
// desk included.  Once in light, narrow, in German, once in dark, wide, in English; as pages.mjs looks at those of the workshop.
import { looks, sees, walk } from './look.mjs';
import { browser, check, fresh, open, origin } from './stage.mjs';

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const asked = new URLSearchParams({
	response_type: 'code', client_id: 'demo-cli', redirect_uri: 'http://127.0.0.1:1/callback', scope: 'openid profile email notes:read offline_access',
	prompt: 'consent', code_challenge: challenge, code_challenge_method: 'S256', state: 'x' });
// Nobody can go on from these.
const ends = ['authorize?client_id=nobody', 'continue?request=nothing', 'login?request=nothing&client_id=notes-web', 'end_session?id_token_hint=none'];
const start = ['', 'account', 'account/password', 'device', 'admin', 'end_session', ...ends];

for (const look of looks) {
	await fresh();
	const { context, page } = await open(look);
	const signIn = async (password) => {
		await page.fill('[name=username]', 'bob');
		await page.fill('[name=password]', password);
		await page.click('[name=login]');
	};
	await page.goto(`${origin}/provider/authorize?${asked}`);
	await sees(page, look, 'sign in');
	await check(`${look.name}: a client's logo keeps its shape`, () => page.$eval('main img', (logo) =>
		(Math.abs(logo.width / logo.height - logo.naturalWidth / logo.naturalHeight) < 0.1 ? '' : `${logo.width} x ${logo.height}`)));
	await signIn('wrong');
	await sees(page, look, 'a wrong password');
	await signIn('builder');
	await sees(page, look, 'consent');
	await page.goto(`${origin}/provider/authorize?${asked}&response_mode=form_post`);
	await page.route('**/form_post.js', (route) => route.abort());
	await page.click('[name=allow]');
	await sees(page, look, 'form_post, for whoever has no script', () => ''); // to the client: away from here
	await walk({ ...look, storageState: await context.storageState() }, '/provider/', start, (url) => !/end_session|\/\.well-known\//.test(url));
	await page.goto(`${origin}/provider/end_session`);
	await page.click('[name=logout]');
	await sees(page, look, 'signed out');
	await context.close();
}
await browser.close();
process.exit(0);
