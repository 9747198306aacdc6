// Signed out at the server: the client hears so in a frame (OIDC Front-Channel Logout), and a page of its may ask (Session Management).
import { browser, check, fresh, open, origin, screenshots, sticksOut, unnamed } from './stage.mjs';

await fresh('framed');
const { page, complaints, strangers } = await open({ viewport: { width: 320, height: 640 } });
let state = '';
page.on('request', (request) => { state = new URL(request.url()).searchParams.get('session_state') ?? state; });

// A page of the client that frames the server's, as section 3.1 says, and asks it.
const elsewhere = origin.replace('localhost', '127.0.0.1');
await page.context().grantPermissions(['local-network-access'], { origin: elsewhere });
await page.context().route(/:\/\/[^/]*\/asks$/, (route) =>
	route.fulfill({ contentType: 'text/html', body: `<title>RP</title><iframe src="${origin}/provider/check_session"></iframe>` }));
async function heard(text, from = origin) {
	await page.goto(`${from}/asks`);
	return page.evaluate(([said, target]) => new Promise((resolve) => {
		addEventListener('message', (event) => resolve(event.origin === target ? event.data : event.origin), { once: true });
		frames[0].postMessage(said, target);
	}), [text, origin]);
}
const is = (got, want) => (got === want ? '' : `${got}, not ${want}`);

await page.goto(`${origin}/client/login`);
await page.fill('[name=username]', 'alice');
await page.fill('[name=password]', 'wonderland');
await page.click('[name=login]');
await page.click('[name=allow]');
await page.waitForURL(`${origin}/client/`);

await check('OIDC Session Management section 3.2: signed in: unchanged', async () => is(await heard(`notes-web ${state}`), 'unchanged'));
await check('section 3.2: of another client: changed', async () => is(await heard(`demo-cli ${state}`), 'changed'));
await check('section 3.2: framed by another site, where the browser keeps its cookies from it: error', async () =>
	is(await heard(`notes-web ${state}`, elsewhere), 'error'));
await check('section 3.2: nonsense: error', async () => is(await heard('nonsense'), 'error'));

await check('OIDC Front-Channel Logout section 3: the page that says so loads a frame of the client', async () => {
	await page.goto(`${origin}/provider/end_session`);
	const told = page.waitForResponse((response) => response.url().startsWith(`${origin}/client/frontchannel_logout?`));
	await page.click('[name=logout]');
	const answer = await told;
	return is(answer.status(), 200) || is(await page.textContent('h1'), 'You are signed out');
});
await check('it fits, and everything on it has a name', async () => {
	await page.screenshot({ path: `${screenshots}/signed-out-framed.png` });
	return await page.evaluate(sticksOut) || page.evaluate(unnamed);
});
await check('section 3: the client says that its session is over', async () => {
	await page.goto(`${origin}/client/`);
	return (await page.textContent('main')).includes('You were signed out') ? '' : await page.textContent('main');
});
await check('OIDC Session Management section 3.2: signed out: changed', async () => is(await heard(`notes-web ${state}`), 'changed'));

await check('OIDC RP-Initiated Logout section 3: who leaves at the client comes back by itself, without a script', async () => {
	await page.goto(`${origin}/client/login`);
	await page.fill('[name=username]', 'alice');
	await page.fill('[name=password]', 'wonderland');
	await page.click('[name=login]');
	await page.waitForURL(`${origin}/client/`);
	await page.click('form[action$="/logout"] button');
	await page.click('[name=logout]');
	await page.waitForURL(`${origin}/client/?state=*`);
	return (await page.textContent('main')).includes('You are signed out') ? '' : await page.textContent('main');
});
await check('no page complained, and nobody else was asked', () =>
	[...complaints, ...strangers.filter((one) => one !== `${elsewhere}/asks`)].join('\n'));

await browser.close();
process.exit(0);
