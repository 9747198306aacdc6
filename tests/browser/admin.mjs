// The pages of administration: bob is an administrator.  Light, narrow, in German, and dark, wide, in English; axe finds nothing, nothing
// sticks out, and a client is added by keyboard alone, without JavaScript.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { browser, check, fresh, open, origin, screenshots, sticksOut, unnamed } from './stage.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
	{ name: 'light', colorScheme: 'light', viewport: { width: 320, height: 740 }, locale: 'de-DE', title: 'Verwaltung' },
	{ name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 }, locale: 'en-GB', title: 'Administration' },
];
const signIn = async (page) => {
	await page.goto(`${origin}/provider/admin`);
	await page.fill('[name=username]', 'bob');
	await page.fill('[name=password]', 'builder');
	await Promise.all([page.waitForNavigation(), page.click('[name=login]')]);
};

for (const { name, title, ...options } of looks) {
	await fresh();
	const { context, page, complaints, strangers } = await open(options);
	const look = (step) => check(`${name}: ${step}: axe finds nothing, nothing sticks out, everything has a name`, async () => {
		await page.screenshot({ path: join(screenshots, `admin_${name}_${step.replaceAll(/\W/g, '_')}.png`), fullPage: true });
		await page.evaluate(axe);
		const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations));
		return found.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 120)}`).join('\n') || await page.evaluate(sticksOut) || await page.evaluate(unnamed);
	});
	await signIn(page);
	await check(`${name}: the first page`, async () => (await page.textContent('h1')) === title ? '' : page.textContent('h1'));
	const desks = await page.locator('nav a').evaluateAll((all) => all.map((a) => a.href));
	for (const address of [...desks, `${origin}/provider/admin/client?id=notes-web`, `${origin}/provider/admin/user?id=bob`,
		`${origin}/provider/admin/group?id=members`, `${origin}/provider/admin/setting?id=reveal`]) {
		await page.goto(address);
		await look(address.replace(`${origin}/provider/`, ''));
	}
	await check(`${name}: each page of the navigation was there`, () => desks.length > 10 ? '' : desks.join(' '));
	await page.goto(`${origin}/provider/admin/setting?id=access_lifetime`);
	await page.fill('[name=value]', 'for ever');
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	await look('a deed that cannot be');
	await page.goto(`${origin}/provider/admin/client?id=notes-web`);
	await page.focus('form[action$="/client_secret_new"] button');
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	await look('a secret is shown once');
	await check(`${name}: the browser complains about nothing, and asks nobody else`, () =>
		[...complaints.filter((text) => !/400/.test(text)), ...strangers].join('; '));
	await context.close();
}

await check('RFC 6749 section 2: without JavaScript, by keyboard alone, a client is added', async () => {
	await fresh();
	const { context, page } = await open({ javaScriptEnabled: false });
	await signIn(page);
	await page.goto(`${origin}/provider/admin/clients`);
	await page.focus('[name=client_id]');
	for (const text of ['typed', 'Typed', 'https://typed.example/cb']) {
		await page.keyboard.type(text);
		await page.keyboard.press('Tab');
	}
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	const secret = await page.textContent('pre');
	await page.goto(`${origin}/provider/admin/clients`);
	const there = await page.locator('a', { hasText: 'Typed' }).count();
	await context.close();
	return /^[\w-]{43}$/.test(secret) && there === 1 ? '' : `${secret.length}, ${there}`;
});
await browser.close();
process.exit(0);
