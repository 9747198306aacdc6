// What an administrator does by keyboard: bob is one.  (provider.mjs looks at the desks; here it is what a deed leads to.)
import { looks, sees } from './look.mjs';
import { browser, check, fresh, open, origin } from './stage.mjs';

const signIn = async (page) => {
	await page.goto(`${origin}/provider/admin`);
	await page.fill('[name=username]', 'bob');
	await page.fill('[name=password]', 'builder');
	await Promise.all([page.waitForNavigation(), page.click('[name=login]')]);
};
const enter = (page, selector) => page.focus(selector).then(() => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]));

for (const look of looks) {
	await fresh();
	const { context, page, complaints, strangers } = await open(look);
	await signIn(page);
	await page.goto(`${origin}/provider/admin/setting?id=access_lifetime`);
	await page.fill('[name=value]', 'for ever');
	await enter(page, '[name=value]');
	await sees(page, look, 'a deed that cannot be');
	await page.goto(`${origin}/provider/admin/client?id=notes-web`);
	await enter(page, 'form[action$="/client_secret_new"] button');
	await sees(page, look, 'a secret is shown once');
	await page.goto(`${origin}/provider/admin/settings`);
	await page.fill('[name=search]', 'ACCESS_life');
	await enter(page, '[name=search]');
	await sees(page, look, 'what a search found');
	await check(`${look.name}: RFC 9110 section 15.3.1: by keyboard alone a list is searched, and read on`, async () => {
		const found = await page.locator('.list a').allTextContents();
		await enter(page, '[role=search] a');
		await enter(page, 'button[name=after]');
		const second = await page.locator('.list a').first().textContent();
		await enter(page, 'button[name=before]');
		const first = await page.locator('.list a').first().textContent();
		return found.join() === 'access_lifetime' && first === 'access_lifetime' && second > first ? '' : `${found}, ${first}, ${second}`;
	});
	await check(`${look.name}: the browser complains about nothing, and asks nobody else`, () =>
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

await check('RFC 6749 section 2.3: what a list of choices has is chosen by its first letters', async () => {
	await fresh();
	const { context, page } = await open({ javaScriptEnabled: false });
	await signIn(page);
	await page.goto(`${origin}/provider/admin/client?id=demo-cli`);
	await page.focus('[name=member]');
	await page.keyboard.type('allowed');
	await page.focus('[name=value]');
	await page.keyboard.type('https://typed.example');
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	const there = await page.locator('section', { hasText: 'allowed_origin' }).locator('li', { hasText: 'https://typed.example' }).count();
	await context.close();
	return there === 1 ? '' : `${there}`;
});
await browser.close();
process.exit(0);
