// The whole way in a real browser: landing page, client, sign in, consent, dashboard, API call, flow record, log out.
// In light and dark, narrow and wide, each step with its screenshot; then without JavaScript, and with the keyboard alone.
import { join } from 'node:path';
import { browser, check, fresh, open, origin, screenshots, sticksOut, unnamed } from './stage.mjs';

const sizes = { narrow: { width: 360, height: 740 }, wide: { width: 1280, height: 900 } };

// The steps, each with the words that must be there afterwards.
const steps = [
	['landing', (page) => page.goto(`${origin}/`), /token/i],
	['client', (page) => page.locator('main a[href*="client/"]').first().click(), /sign in/i],
	['sign in', (page) => page.locator('main').getByText('Sign in', { exact: true }).last().click(), /You are at the authorization server/],
	['wrong password', async (page) => {
		await page.fill('[name=username]', 'alice');
		await page.fill('[name=password]', 'not-her-password');
		await page.click('[name=login]');
	}, /sign in/i],
	['consent', async (page) => {
		await page.fill('[name=username]', 'alice');
		await page.fill('[name=password]', 'wonderland');
		await page.click('[name=login]');
	}, /read your notes/i],
	['dashboard', (page) => page.click('[name=allow]'), /Hello, Alice/],
	['note', async (page) => {
		await page.fill('[name=text]', 'Curiouser and curiouser');
		await page.click('[name=add]');
	}, /Curiouser and curiouser/],
	['API call', (page) => page.click('[name=call][value=whoami]'), /200/],
	['reveal', (page) => page.click('a[href$="/reveal"]'), /curl/],
	['token inspector', async (page) => {
		const token = await page.locator('main pre').filter({ hasText: /^eyJ/ }).first().innerText();
		await page.goto(`${origin}/workshop/token`);
		await page.fill('[name=token]', token);
		await page.click('main form button');
	}, /Access token for .*good for/],
	['altered token', (page) => page.click('[name=tamper][value=sub]'), /mallory/],
	['token of the record', async (page) => {
		await page.goto(`${origin}/workshop/token`);
		await page.click('a.token.id');
	}, /An ID token/],
	['reasons', (page) => page.goto(`${origin}/workshop/reference/reasons?word=RFC+8725`), /bad_signature|alg_none/],
	['settings', (page) => page.goto(`${origin}/workshop/reference/settings`), /access_lifetime/],
	['functions', (page) => page.goto(`${origin}/workshop/reference/functions`), /jwt_check/],
	['flows', (page) => page.goto(`${origin}/workshop/`), /flow/i],
	['one flow', (page) => page.locator('main a[href*="/workshop/"]').first().click(), /code/i],
	['self-test', (page) => page.goto(`${origin}/workshop/selftest`), /issuer/i],
	['protections', (page) => page.goto(`${origin}/workshop/protections`), /in this database alone/],
	['switched off', (page) => page.click('button[value=pkce_check]'), /Switched off here: pkce_check/],
	['switched on', (page) => page.click('button[name=all]'), /Switch off pkce_check/],
	['clock', (page) => page.goto(`${origin}/workshop/clock`), /never goes back/],
	['attacker', (page) => page.goto(`${origin}/workshop/attacker`), /You are the attacker/],
	['log out', async (page) => {
		await page.goto(`${origin}/client/`);
		await page.locator('form[action$="/logout"] button').click();
		await page.click('[name=logout]');
	}, /signed out|sign in/i],
	['signed out', (page) => page.goto(`${origin}/client/`), /sign in/i],
	['bookmark of the way back', (page) => page.goto(`${origin}/client/callback`), /way back/i],
	['error', (page) => page.goto(`${origin}/provider/authorize?client_id=nobody`), /client/i],
];

async function walk(name, options, look) {
	await fresh();
	const { context, page, complaints, strangers } = await open(options);
	let number = 0;
	for (const [step, go, words] of steps) {
		const good = await check(`${name}: ${step}`, async () => {
			await go(page);
			await page.waitForLoadState('load');
			const text = await page.locator('body').innerText();
			return words.test(text) ? look && (await look(page, step, ++number)) : `${page.url()} says: ${text.slice(0, 300)}`;
		});
		if (!good && step !== 'log out')
			await page.screenshot({ path: join(screenshots, `failed-${name}-${step}.png`.replaceAll(' ', '-')) });
	}
	// 401 and 4xx of the pages themselves are said on the console too; they are the page's business, not a complaint.
	const real = complaints.filter((text) => !/Failed to load resource.*(400|401|403|404)/.test(text));
	await check(`${name}: the browser complains about nothing (CSP)`, () => real.join('; '));
	await check(`${name}: nothing was asked of anybody else`, () => strangers.join(' '));
	await context.close();
}

for (const colorScheme of ['light', 'dark'])
	for (const [size, viewport] of Object.entries(sizes))
		await walk(`${colorScheme}, ${size}`, { colorScheme, viewport }, async (page, step, number) => {
			const file = `${String(number).padStart(2, '0')}-${step}-${colorScheme}-${size}.png`.replaceAll(' ', '-');
			await page.screenshot({ path: join(screenshots, file), fullPage: true });
			return (await page.evaluate(sticksOut)) || (await page.evaluate(unnamed));
		});

await walk('without JavaScript', { javaScriptEnabled: false, viewport: sizes.wide });

await check('with the keyboard alone: sign in and consent', async () => {
	const { context, page } = await open({ viewport: sizes.wide });
	const tabTo = async (selector) => {
		for (let presses = 0; presses < 40; presses++) {
			if (await page.evaluate((s) => document.activeElement?.matches(s), selector))
				return;
			await page.keyboard.press('Tab');
		}
		throw new Error(`Tab never comes to ${selector}`);
	};
	await page.goto(`${origin}/client/login`);
	await tabTo('[name=username]');
	await page.keyboard.type('bob');
	await tabTo('[name=password]');
	await page.keyboard.type('builder');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/consent**');
	await tabTo('[name=allow]');
	await page.keyboard.press('Enter');
	await page.waitForURL(`${origin}/client/`);
	const text = await page.locator('main').innerText();
	await context.close();
	return /Hello, Bob/.test(text) ? '' : text.slice(0, 200);
});

await check('the session cookie is out of reach for scripts', async () => {
	const { context, page } = await open({});
	await page.goto(`${origin}/client/login`);
	const cookies = await context.cookies();
	const seen = await page.evaluate(() => document.cookie);
	await context.close();
	return seen === '' && cookies.length > 0 && cookies.every((c) => c.httpOnly && c.sameSite === 'Lax') ? '' : JSON.stringify(cookies);
});

await check('form_post goes on by itself, with an external script (OAuth 2.0 Form Post Response Mode)', async () => {
	const { context, page } = await open({});
	await page.route('http://127.0.0.1:1/**', (route) => route.fulfill({ body: `<main>${route.request().postData()}</main>`, contentType: 'text/html' }));
	const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'; // RFC 7636 appendix B
	await page.goto(`${origin}/provider/authorize?client_id=demo-cli&response_type=code&response_mode=form_post&scope=openid&state=s&code_challenge=${challenge}`
		+ `&code_challenge_method=S256&redirect_uri=${encodeURIComponent('http://127.0.0.1:1/callback')}`);
	await page.fill('[name=username]', 'alice');
	await page.fill('[name=password]', 'wonderland');
	await page.click('[name=login]');
	await page.click('[name=allow]');
	await page.waitForURL('http://127.0.0.1:1/callback');
	const body = await page.locator('main').innerText();
	await context.close();
	return /code=.*&/.test(body) && /state=s/.test(body) ? '' : 'no code came';
});

await browser.close();
process.exit(0);
