// The same script in two pages: a single-page application that holds its tokens, and a Backend for Frontend.  What does it find?
// RFC 9700 section 2.6, OAuth 2.0 for Browser-Based Applications section 6.
import { browser, check, fresh, open, origin, screenshots, sticksOut, unnamed } from './stage.mjs';

const spa = `${origin.replace('localhost', '127.0.0.1')}/workshop/spa`;
const stolen = (page, what) => page.locator(`[data-stolen=${what}]`).innerText();
const is = (found, expected) => (expected.test(found) ? '' : found);

async function look(page, name) {
	const wrong = [];
	for (const [width, colorScheme] of [[360, 'light'], [1280, 'light'], [1280, 'dark']]) {
		await page.setViewportSize({ width, height: 900 });
		await page.emulateMedia({ colorScheme });
		await page.screenshot({ path: `${screenshots}/${name}-${width}-${colorScheme}.png`, fullPage: true });
		wrong.push(await page.evaluate(sticksOut), await page.evaluate(unnamed));
	}
	return wrong.join('');
}

await fresh();
const { page, complaints } = await open({});
await check('where the server is it does not run, and leads to where it does', async () => {
	await page.goto(`${origin}/workshop/spa`);
	return (await page.locator('#spa').count()) ? 'it runs' : is(await page.locator('main a.button').getAttribute('href'), new RegExp(`^${spa}$`));
});
await check('RFC 6749 section 4.1: a page gets tokens by itself, and the code is gone from its address', async () => {
	await page.goto(spa);
	await page.click('#sign-in');
	await page.fill('[name=username]', 'alice');
	await page.fill('[name=password]', 'wonderland');
	await page.click('[name=login]');
	await page.click('[name=allow]');
	await page.waitForFunction(() => /^eyJ/.test(document.querySelector('[data-held=access_token]')?.textContent));
	return page.url() === spa ? '' : page.url();
});
await check('it calls the API, and refreshes', async () => {
	await page.click('#call');
	await page.waitForFunction(() => /^200/.test(document.querySelector('#said').textContent));
	const before = await page.locator('[data-held=refresh_token]').innerText();
	await page.click('#refresh');
	await page.waitForFunction((old) => document.querySelector('[data-held=refresh_token]').textContent !== old, before);
	return '';
});
await check('RFC 9700 section 2.6: an injected script reads all three tokens', async () => {
	await page.click('text=Load the page with an injected script');
	await page.waitForFunction(() => /^eyJ/.test(document.querySelector('[data-stolen=tokens]')?.textContent));
	const tokens = await stolen(page, 'tokens');
	return tokens.match(/eyJ/g).length >= 2 && /rt_/.test(tokens) ? '' : tokens;
});
await check('the page looks as it should', async () => (await look(page, 'spa')) || complaints.join(' '));

const bff = await open({});
await check('in the page of a Backend for Frontend it finds nothing', async () => {
	await bff.page.goto(`${origin}/client/login`);
	await bff.page.fill('[name=username]', 'alice');
	await bff.page.fill('[name=password]', 'wonderland');
	await bff.page.click('[name=login]');
	await bff.page.click('[name=allow]');
	await bff.page.waitForURL(`${origin}/client/`);
	await bff.page.goto(`${origin}/client/injected`);
	await bff.page.waitForFunction(() => /^\d/.test(document.querySelector('[data-stolen=own]')?.textContent));
	return is(await stolen(bff.page, 'cookies'), /^–$/) || is(await stolen(bff.page, 'tokens'), /^–$/);
});
await check('RFC 9700 section 4.7: it can ask as this page, and not as another site could', async () =>
	is(await stolen(bff.page, 'foreign'), /^403 /) || is(await stolen(bff.page, 'own'), /^200 .*"sub_is":"user"/));
await check('lab 16 is done by that', async () => {
	await bff.page.goto(`${origin}/workshop/lab/16`);
	return is(await bff.page.locator('main').innerText(), /This is the proof:[^]*csrf_header_missing/);
});
await check('and that page looks as it should', async () => {
	await bff.page.goto(`${origin}/client/injected`);
	return look(bff.page, 'injected');
});

await browser.close();
process.exit(0);
