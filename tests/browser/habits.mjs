// What people do with browsers, and no code is lost by it, no page a dead end: double clicks, tabs that are restored at once,
// Back, bookmarks, cookies off, somebody else's session, a narrow window.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser, check, fresh, launchWith, open, origin, screenshots, sticksOut, unnamed } from './stage.mjs';

// The client is a program on this machine, at a port that it was given (RFC 8252 section 7.3): it shows what the browser brings.
const app = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<main>Back at the client</main>'));
await new Promise((listens) => app.listen(0, '127.0.0.1', listens));
const callback = `http://127.0.0.1:${app.address().port}/callback`;
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'; // RFC 7636 appendix B
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const passwords = { alice: 'wonderland', bob: 'builder' };

const request = (state, more = {}) => `${origin}/provider/authorize?${new URLSearchParams({ client_id: 'demo-cli', response_type: 'code',
	scope: 'openid notes:read', redirect_uri: callback, state, code_challenge: challenge, code_challenge_method: 'S256', ...more })}`;

const words = (page) => page.locator('main').innerText();
const answer = (page) => Object.fromEntries(new URL(page.url()).searchParams);

// Waits for words on whatever page comes; whether it has these others, too.
async function says(page, expected, others = expected) {
	await page.waitForFunction((source) => new RegExp(source).test(document.querySelector('main')?.innerText), expected.source);
	return others.test(await words(page));
}

async function signIn(page, user = 'alice', click = (target) => page.click(target)) {
	await page.fill('[name=username]', user);
	await page.fill('[name=password]', passwords[user]);
	await click('[name=login]');
	await page.waitForLoadState('load');
}

// The code is good: the client has its tokens for it.
async function redeems(code) {
	const form = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'demo-cli', code, redirect_uri: callback, code_verifier: verifier });
	const response = await fetch(`${origin}/provider/token`, { method: 'POST', body: form });
	return response.status === 200 ? '' : `the code ${code ? 'is no good' : 'is lost'}: ${response.status} ${await response.text()}`;
}

// Something leads on from here: a link or a button, or at least the name of where to go.
async function deadEnd(page) {
	const targets = await page.locator('main a, main button').count();
	const text = await words(page);
	return targets > 0 || /Go back to/.test(text) ? '' : `a dead end: ${text.slice(0, 200)}`;
}

// Two clicks of which the browser drops the first one's answer: the server has done its work, nothing of it came back, and the very
// same form is sent again.
async function clicksTwice(page, selector) {
	const { action, fields } = await page.evaluate((name) => {
		const button = document.querySelector(name);
		return { action: button.form.action, fields: [...new FormData(button.form, button)] };
	}, selector);
	const cookie = (await page.context().cookies(action)).map(({ name, value }) => `${name}=${value}`).join('; ');
	await fetch(action, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie }, redirect: 'manual' });
	await page.click(selector);
}

// A habit is tried in a window of its own.
async function habit(title, act, options = {}) {
	await fresh();
	const { context, page } = await open(options);
	const good = await check(title, () => act(page, context));
	if (!good)
		await page.screenshot({ path: join(screenshots, `failed-${title.replaceAll(/[^a-z]+/gi, '-')}.png`) });
	await context.close();
}

// ---- double click ----

await habit('a double click on Sign in, and one on Allow: the code is good', async (page) => {
	await page.goto(request('double'));
	await signIn(page, 'alice', (target) => page.dblclick(target));
	await page.waitForSelector('[name=allow]'); // an address would be awaited in vain: the second click aborts the first one's way there
	await page.dblclick('[name=allow]');
	await page.waitForURL(`${callback}**`);
	const { code, state } = answer(page);
	return state === 'double' ? redeems(code) : `state ${state}`;
});

await habit('a double click on Deny: the client hears access_denied, with its state', async (page) => {
	await page.goto(request('no'));
	await signIn(page);
	await page.dblclick('[name=deny]');
	await page.waitForURL(`${callback}**`);
	const { error, state } = answer(page);
	return error === 'access_denied' && state === 'no' ? '' : `${error} ${state}`;
});

for (const [name, button, expected] of [['Allow', 'allow', 'code'], ['Deny', 'deny', 'error'], ['Cancel', 'cancel', 'error']])
	await habit(`${name} twice, and the first answer is dropped: the client gets it, with its state`, async (page) => {
		await page.goto(request('lost'));
		if (button !== 'cancel') {
			await signIn(page, 'alice', (target) => clicksTwice(page, target));
			await page.waitForURL('**/consent**');
		}
		await clicksTwice(page, `[name=${button}]`);
		await page.waitForURL(`${callback}**`);
		const said = answer(page);
		if (said.state !== 'lost' || !said[expected])
			return JSON.stringify(said);
		return expected === 'code' ? redeems(said.code) : '';
	});

await habit('Sign out twice, and the first answer is dropped: signed out, and no error', async (page) => {
	await page.goto(request('out'));
	await signIn(page);
	await page.goto(`${origin}/provider/end_session`);
	await clicksTwice(page, '[name=logout]');
	await says(page, /You are signed out/);
	return '';
});

await habit('a double click on the last button before the client: signed in there', async (page) => {
	await page.goto(`${origin}/client/login`);
	await signIn(page, 'alice', (target) => page.dblclick(target));
	await page.waitForSelector('[name=allow]'); // an address would be awaited in vain: the second click aborts the first one's way there
	await page.dblclick('[name=allow]');
	// The first click may have come through: then the second one's page says so, and leads to the client.
	if (await says(page, /Hello, Alice|This sign-in is finished/, /finished/))
		await page.click('main a.button');
	await says(page, /Hello, Alice/);
	return '';
});

await habit('a double click on Sign out: signed out, and no error', async (page) => {
	await page.goto(request('out'));
	await signIn(page);
	await page.goto(`${origin}/provider/end_session`);
	await page.dblclick('[name=logout]');
	await says(page, /You are signed out/);
	return '';
});

// ---- tabs ----

await habit('two tabs that are restored at once: each comes to its end, with its own state', async (page, context) => {
	const other = await context.newPage();
	await Promise.all([page.goto(request('first')), other.goto(request('second'))]);
	await signIn(page);
	await page.click('[name=allow]');
	await page.waitForURL(`${callback}**`);
	await signIn(other);
	await other.click('[name=allow]');
	await other.waitForURL(`${callback}**`);
	const [first, second] = [answer(page), answer(other)];
	return first.state === 'first' && second.state === 'second' ? await redeems(first.code) || redeems(second.code) : JSON.stringify([first, second]);
});

await habit('the sign-in page of another tab goes on by itself when it is loaded again', async (page, context) => {
	const other = await context.newPage();
	await Promise.all([page.goto(request('first')), other.goto(request('second'))]);
	await signIn(page);
	await other.reload();
	return /consent/i.test(await other.title()) ? '' : other.url();
});

await habit('another user signs in in another tab: the consent page says so, and goes on with that user', async (page, context) => {
	await page.goto(request('mine'));
	await signIn(page, 'alice');
	const other = await context.newPage();
	await other.goto(request('his', { prompt: 'login' }));
	await signIn(other, 'bob');
	await page.click('[name=allow]');
	await page.waitForLoadState('load');
	const text = await words(page);
	if (!/not up to date[\s\S]*Bob Baumann/.test(text))
		return text.slice(0, 300);
	await page.click('main a.button');
	await page.waitForURL('**/consent**');
	await page.click('[name=allow]');
	await page.waitForURL(`${callback}**`);
	return redeems(answer(page).code);
});

await habit('"Not you?": another user signs in, and the code is for that user', async (page) => {
	await page.goto(request('not-me'));
	await signIn(page, 'alice');
	await page.click('[name=switch]');
	await page.waitForURL('**/login**');
	await signIn(page, 'bob');
	if (!/Bob Baumann/.test(await words(page)))
		return words(page);
	await page.click('[name=allow]');
	await page.waitForURL(`${callback}**`);
	return redeems(answer(page).code);
});

// ---- Back, and bookmarks ----

await habit('Back, all the way after signing in: each page leads on, and Forward is where it was', async (page) => {
	await page.goto(`${origin}/client/`);
	await page.goto(`${origin}/client/login`);
	await signIn(page);
	await page.click('[name=allow]');
	await page.waitForURL(`${origin}/client/`);
	for (let steps = 0; steps < 3; steps++) {
		await page.goBack();
		await page.waitForLoadState('load');
		const problem = await deadEnd(page);
		if (problem || /Refused/.test(await page.title()))
			return problem || page.title();
	}
	await page.goto(`${origin}/client/`);
	return /Hello, Alice/.test(await words(page)) ? '' : words(page);
});

await habit('Back to the sign-in page, and signing in once more: on to the client, nothing lost', async (page) => {
	await page.goto(request('again'));
	await signIn(page);
	await page.goBack();
	await page.waitForLoadState('load');
	if (/Sign in/.test(await page.title()))
		await signIn(page);
	await page.waitForURL('**/consent**');
	await page.click('[name=allow]');
	await page.waitForURL(`${callback}**`);
	return redeems(answer(page).code);
});

await habit('Back from the client, and Allow once more: the same code, or a page that leads on', async (page) => {
	await page.goto(request('twice'));
	await signIn(page);
	await page.click('[name=allow]');
	await page.waitForURL(`${callback}**`);
	const { code } = answer(page);
	await page.goBack();
	await page.waitForLoadState('load');
	if (await page.locator('[name=allow]').count() === 0)
		return await deadEnd(page) || redeems(code);
	await page.click('[name=allow]');
	await page.waitForURL(`${callback}**`);
	return answer(page).code === code ? redeems(code) : 'another code';
});

await habit('a bookmark of the sign-in page leads to the application, and in', async (page, context) => {
	await page.goto(`${origin}/client/login`);
	const bookmark = page.url();
	await signIn(page);
	await page.click('[name=allow]');
	await page.waitForURL(`${origin}/client/`);
	await context.clearCookies();
	await page.goto(bookmark);
	await page.click('main a.button');
	await page.waitForURL('**/provider/login**');
	await signIn(page);
	await page.waitForURL(`${origin}/client/`);
	return /Hello, Alice/.test(await words(page)) ? '' : words(page);
});

// ---- cookies off ----

await check('cookies off: the page says so, and names where to go on', async () => {
	await fresh();
	const folder = await mkdtemp(join(tmpdir(), 'sqlite-oidc-browser-'));
	try {
		await mkdir(join(folder, 'Default'));
		await writeFile(join(folder, 'Default/Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
		const context = await launchWith(folder);
		const page = await context.newPage();
		await page.goto(`${origin}/client/login`);
		const title = await page.title();
		const text = await words(page);
		const problem = await deadEnd(page);
		await page.screenshot({ path: join(screenshots, 'cookies-off.png') });
		await context.close();
		return problem || (/no cookie/.test(title) && /Allow cookies/.test(text) && /Notes/.test(text) ? '' : `${title}: ${text.slice(0, 200)}`);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
});

// ---- 320 px, light and dark: each page that this folder's walk does not come to ----

const looks = [
	['sign in', (page) => page.goto(request('look'))],
	['wrong password', async (page) => {
		await page.fill('[name=username]', 'alice');
		await page.fill('[name=password]', 'not-her-password');
		await page.click('[name=login]');
	}],
	['consent', (page) => signIn(page)],
	['not up to date', (page) => page.evaluate(() => {
		document.querySelector('[name=csrf]').value = 'x';
		document.querySelector('[name=allow]').click();
	})],
	['finished', async (page) => {
		await page.click('main a.button');
		const address = page.url();
		await page.click('[name=allow]');
		await page.waitForURL(`${callback}**`);
		await page.goto(address);
	}],
	['over', (page) => page.goto(`${origin}/provider/login?request=forgotten&client_id=notes-web`)],
	['sign out', (page) => page.goto(`${origin}/provider/end_session?client_id=notes-web`)],
	['signed out', (page) => page.click('[name=logout]')],
	['sign-out over', (page) => page.goto(`${origin}/provider/logout?logout=forgotten`)],
];
for (const colorScheme of ['light', 'dark'])
	for (const width of [320, 1280]) {
		await fresh();
		const { context, page } = await open({ colorScheme, viewport: { width, height: 740 } });
		for (const [name, go] of looks)
			await check(`${name}, ${width} px wide, ${colorScheme}: nothing sticks out, everything has a name, and it leads on`, async () => {
				await go(page);
				await page.waitForLoadState('load');
				await page.screenshot({ path: join(screenshots, `habit-${name.replaceAll(' ', '-')}-${colorScheme}-${width}.png`), fullPage: true });
				const last = name === 'signed out'; // "You can close this page."
				return await page.evaluate(sticksOut) || await page.evaluate(unnamed) || (last ? '' : deadEnd(page));
			});
		await context.close();
	}

app.close();
await browser.close();
process.exit(0);
