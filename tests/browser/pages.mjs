// Every page of the workshop, found by its links: once in light, narrow, in German, once in dark, wide, in English.  axe finds nothing,
// nothing sticks out, nothing is inline, no address leads away from here, and without JavaScript it says the same.
import { looks, violations, walk } from './look.mjs';
import { browser, check, fresh, open, origin } from './stage.mjs';

// Something to look at: a sign-in, an API call, and a refusal.
await fresh();
const client = await open({});
await client.page.goto(`${origin}/client/login`);
await client.page.fill('[name=username]', 'alice');
await client.page.fill('[name=password]', 'wonderland');
await client.page.click('[name=login]');
await client.page.click('[name=allow]');
await client.page.click('[name=call][value=whoami]');
await client.page.waitForLoadState('load');
await client.context.close();

const isPage = (url) => !/\.(mmd|md|csv|har|svg|css|js)$|\/database$/.test(new URL(url).pathname);
// (The last ones are led to by no link, or by one for people with a lab in front of them.)
const start = ['', 'flow', 'cli', 'cli/callback', 'cli/callback?code=not-one&state=unknown', 'attacker', 'attacker/code?code=not-one', 'seat'];

for (const look of looks)
	await walk(look, '/workshop/', start, isPage);
await check('axe sees what is wrong: a picture without words', async () => {
	const { context, page } = await open({});
	await page.goto(`${origin}/workshop/`);
	await page.evaluate(() => document.querySelector('main').append(document.createElement('img')));
	const said = await violations(page);
	await context.close();
	return /^image-alt:/m.test(said) ? '' : `it said ${said || 'nothing'}`;
});
await check('all stylesheets are smaller than 15,000 bytes, and the script than 10,000', async () => {
	const size = async (file) => {
		const answer = await fetch(`${origin}/workshop/${file}`);
		return answer.status === 200 ? Buffer.byteLength(await answer.text()) : Promise.reject(new Error(`${file}: ${answer.status}`));
	};
	const styles = await size('style.css') + await size('flow.css'), script = await size('workshop.js');
	return styles < 15000 && script < 10000 ? '' : `${styles} and ${script} bytes`;
});
await browser.close();
process.exit(0);
