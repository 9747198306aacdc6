// The user's own pages, by keyboard: sessions, grants and consents, a new password, a link that sets one, and a client that is for others.
// Light, narrow, in German, and dark, wide, in English; axe finds nothing, nothing sticks out.  Then without JavaScript.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { browser, check, fresh, open, origin, screenshots, sticksOut, unnamed } from './stage.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const link = `${origin}/provider/account/link?link=ul_browser.${'b'.repeat(43)}`; // browser.test.py made it, for bob
const NEW = 'correct horse battery staple';
const looks = [
	{ name: 'light', colorScheme: 'light', viewport: { width: 320, height: 740 }, locale: 'de-DE', words: ['Dein Konto', 'festgelegt', 'nicht für dich'] },
	{ name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 }, locale: 'en-GB', words: ['Your account', 'is set', 'is not for you'] },
];
const signIn = async (page, username, password) => {
	await page.fill('[name=username]', username);
	await page.fill('[name=password]', password);
	await Promise.all([page.waitForNavigation(), page.click('[name=login]')]);
};
// A sign-in at the sample client: a session, a grant and a consent to look at.
const atClient = async (options) => {
	const { context, page } = await open(options);
	await page.goto(`${origin}/client/login`);
	await signIn(page, 'alice', 'wonderland');
	if (await page.locator('[name=allow]').count()) // it is remembered, the second time
		await Promise.all([page.waitForNavigation(), page.click('[name=allow]')]);
	await context.close();
};

for (const { name, words: [account, set, closed], ...options } of looks) {
	await fresh();
	await atClient({});
	await atClient({});
	const { context, page, complaints, strangers } = await open(options);
	const look = (step, words) => check(`${name}: ${step}: axe finds nothing, nothing sticks out, everything has a name`, async () => {
		await page.screenshot({ path: join(screenshots, `account_${name}_${step.replaceAll(' ', '_')}.png`), fullPage: true });
		await page.evaluate(axe);
		const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations));
		const heading = await page.textContent('h1');
		return found.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 120)}`).join('\n') || await page.evaluate(sticksOut) || await page.evaluate(unnamed)
			|| (words && !heading.includes(words) ? heading : '');
	});
	const enter = (selector) => page.focus(selector).then(() => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]));
	await page.goto(`${origin}/provider/account`);
	await look('sign in');
	await signIn(page, 'alice', 'wonderland');
	await look('the account', account);
	await check(`${name}: NIST SP 800-63B section 7.1: by keyboard alone a session, a grant and a consent are ended`, async () => {
		const count = (button) => page.locator(`button[name=${button}]`).count();
		const before = [await count('session'), await count('grant'), await count('consent')];
		await enter('button[name=session]');
		await enter('button[name=grant]');
		await enter('button[name=consent]');
		const after = [await count('session'), await count('grant'), await count('consent')];
		return before.every((number, place) => number > after[place]) ? '' : `${before} and then ${after}`;
	});
	await enter('button[name=client]');
	await enter('button[name=others]');
	await look('nothing is left', account);
	await enter('a[href$="/account/password"]');
	await page.fill('[name=password]', 'not this one');
	await page.fill('[name=new_password]', NEW);
	await page.fill('[name=again]', NEW);
	await enter('main form button');
	await look('the old one is wrong');
	await page.fill('[name=password]', 'wonderland');
	await page.fill('[name=new_password]', NEW);
	await page.fill('[name=again]', NEW);
	await enter('main form button');
	await look('the password is set', set);
	await page.goto(link);
	await look('a link');
	await page.fill('[name=new_password]', NEW);
	await page.fill('[name=again]', NEW);
	await enter('main form button');
	await look('by a link', set);
	await page.goto(link);
	await look('the link is used up');
	await page.goto(`${origin}/provider/authorize?response_type=code&client_id=members&redirect_uri=${origin}/members&scope=openid`
		+ '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256');
	await look('not for you', closed);
	await check(`${name}: nothing complained, and nobody else was asked`, () =>
		[...complaints.filter((text) => !/(400|403)/.test(text)), ...strangers].join('\n'));
	await context.close();
}

await check('NIST SP 800-63B section 7.1: without JavaScript a session is ended and a password changed', async () => {
	await fresh();
	await atClient({ javaScriptEnabled: false });
	const { context, page } = await open({ javaScriptEnabled: false });
	await page.goto(`${origin}/provider/account`);
	await signIn(page, 'alice', 'wonderland');
	await Promise.all([page.waitForNavigation(), page.click('button[name=others]')]);
	const left = await page.locator('button[name=session]').count();
	await page.goto(`${origin}/provider/account/password`);
	await page.fill('[name=password]', 'wonderland');
	await page.fill('[name=new_password]', NEW);
	await page.fill('[name=again]', NEW);
	await Promise.all([page.waitForNavigation(), page.click('main form button')]);
	const heading = await page.textContent('h1');
	await context.close();
	return left === 0 && heading === 'The password is set' ? '' : `${left} sessions, ${heading}`;
});
await browser.close();
process.exit(0);
