// The page for the code of a device (RFC 8628 section 3.3), by keyboard and without JavaScript: light, narrow, in German, and dark, wide, in
// English.  axe finds nothing, nothing sticks out, and a user who cannot use a mouse lets a device in.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { browser, check, fresh, open, origin, screenshots, sticksOut, unnamed } from './stage.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
	{ name: 'light', colorScheme: 'light', viewport: { width: 320, height: 740 }, locale: 'de-DE', is: 'verbunden' },
	{ name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 }, locale: 'en-GB', is: 'connected' },
];
const post = (path, form) =>
	fetch(`${origin}/provider/${path}`, { method: 'POST', body: new URLSearchParams({ client_id: 'demo-cli', ...form }) }).then((answer) => answer.json());

for (const { name, is, ...options } of looks) {
	await fresh();
	const device = await post('device_authorization', { scope: 'openid notes:read' });
	const { context, page, complaints } = await open({ ...options, javaScriptEnabled: true });
	const look = async (step) => {
		await check(`${name}: ${step}: axe finds nothing, nothing sticks out, everything has a name`, async () => {
			await page.screenshot({ path: join(screenshots, `device_${name}_${step.replaceAll(' ', '_')}.png`), fullPage: true });
			await page.evaluate(axe);
			const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations));
			return found.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 120)}`).join('\n') || page.evaluate(sticksOut).then((wide) => wide || page.evaluate(unnamed));
		});
	};
	// Typed where the focus is; Enter sends it.
	const typed = async (field, text) => {
		await page.focus(`[name=${field}]`);
		await page.keyboard.type(text);
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	};
	await page.goto(`${origin}/provider/device`);
	await page.fill('[name=username]', 'alice');
	await typed('password', 'wonderland');
	await look('the code is typed');
	await typed('user_code', 'bbbbbbbb');
	await look('no such code');
	await page.fill('[name=user_code]', '');
	await typed('user_code', device.user_code.toLowerCase().replace('-', ''));
	await look('who asks for what');
	await check(`${name}: RFC 8628 section 3.3: by keyboard alone a device is let in, and gets its tokens`, async () => {
		await page.focus('[name=allow]');
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
		const heading = await page.textContent('h1');
		const tokens = await post('token', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: device.device_code });
		return heading.includes(is) && tokens.access_token ? '' : `${heading} ${tokens.error}`;
	});
	await look('it is let in');
	await check(`${name}: nothing complained`, () => complaints.filter((text) => !text.includes('400')).join('\n'));
	await context.close();
}

await check('RFC 8628 section 3.3: without JavaScript a device is turned away', async () => {
	await fresh();
	const device = await post('device_authorization', {});
	const { context, page } = await open({ javaScriptEnabled: false });
	await page.goto(device.verification_uri_complete);
	await page.fill('[name=username]', 'bob');
	await page.fill('[name=password]', 'builder');
	await page.click('[name=login]');
	await Promise.all([page.waitForNavigation(), page.click('[name=deny]')]);
	const tokens = await post('token', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: device.device_code });
	await context.close();
	return tokens.error === 'access_denied' ? '' : tokens.error;
});
await browser.close();
process.exit(0);
