// The user's own pages, by keyboard: sessions, grants and consents, a new password, a link that sets one, and a client that is for others.
// Then without JavaScript.
import { looks, sees } from './look.mjs';
import { browser, check, fresh, open, origin } from './stage.mjs';

const link = `${origin}/provider/account/link?link=ul_browser.${'b'.repeat(43)}`; // browser.test.py made it, for bob
const NEW = 'correct horse battery staple';
const headings = { light: ['Dein Konto', 'festgelegt', 'nicht für dich', 'ist gelöscht'], dark: ['Your account', 'is set', 'is not for you', 'is deleted'] };
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

for (const look of looks) {
	const { name } = look, [account, set, closed, gone] = headings[name];
	await fresh();
	await atClient({});
	await atClient({});
	const { context, page, complaints, strangers } = await open(look);
	const step = async (what, words = '') => {
		await sees(page, look, what);
		await check(`${name}: ${what}: its heading`, async () => {
			const heading = await page.textContent('h1');
			return heading.includes(words) ? '' : heading;
		});
	};
	const enter = (selector) => page.focus(selector).then(() => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]));
	await page.goto(`${origin}/provider/account`);
	await step('sign in');
	await signIn(page, 'alice', 'wonderland');
	await step('the account', account);
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
	await step('nothing is left', account);
	await enter('a[href$="/account/password"]');
	await page.fill('[name=password]', 'not this one');
	await page.fill('[name=new_password]', NEW);
	await page.fill('[name=again]', NEW);
	await enter('main form button');
	await step('the old one is wrong');
	await page.fill('[name=password]', 'wonderland');
	await page.fill('[name=new_password]', NEW);
	await page.fill('[name=again]', NEW);
	await enter('main form button');
	await step('the password is set', set);
	await page.goto(link);
	await step('a link');
	await page.fill('[name=new_password]', NEW);
	await page.fill('[name=again]', NEW);
	await enter('main form button');
	await step('by a link', set);
	await page.goto(link);
	await step('the link is used up');
	await page.goto(`${origin}/provider/authorize?response_type=code&client_id=members&redirect_uri=${origin}/members&scope=openid`
		+ '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256');
	await step('not for you', closed);
	await page.goto(`${origin}/provider/account`);
	await enter('a[href$="/account/delete"]');
	await step('the account may go');
	await page.fill('[name=password]', 'not this one');
	await enter('main form button');
	await step('not with this password');
	await page.fill('[name=password]', NEW);
	await enter('main form button');
	await step('the account is gone', gone);
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
