// Every page of the workshop, found by its links: once in light, narrow, in German, once in dark, wide, in English.  axe finds nothing,
// nothing sticks out, nothing is inline, no address leads away from here, and without JavaScript it says the same.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { browser, check, fresh, open, origin, screenshots, sticksOut, unnamed } from './stage.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
	{ name: 'light', colorScheme: 'light', viewport: { width: 320, height: 740 }, locale: 'de-DE' },
	{ name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 }, locale: 'en-GB' },
];

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

// What the Content-Security-Policy forbids, and what leads elsewhere.
const foreign = (here) => {
	const inline = [...document.querySelectorAll('[style], style, script:not([src])')];
	const handlers = [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some(({ name }) => name.startsWith('on')));
	const away = [...document.querySelectorAll('[href], [src], [action]')].filter((e) =>
		/^(?!#)/.test(e.getAttribute('href') ?? '') && new URL(e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action'), here).origin !== here);
	return [...inline, ...handlers, ...away].map((e) => e.outerHTML.slice(0, 90)).join(' ');
};
// On a page in German: words that it has not, beside code, and beside what a button of the client says (p > b).
const english = () => {
	if (document.documentElement.lang !== 'de')
		return '';
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
	for (let node = walker.nextNode(); node; node = walker.nextNode())
		if (/\b(the|of|and|with|is|are|your|you|this|that|not|its)\b/i.test(node.data) && !node.parentElement.closest('pre, code, textarea, [lang=en], p > b'))
			found.push(node.data.trim().slice(0, 80));
	return found.slice(0, 8).join(' | ');
};
const violations = async (page) => {
	await page.evaluate(axe);
	const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations));
	return found.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' ')}`).join('\n');
};

// One of each kind: numbers and fingerprints in an address lead to more of the same.
const kind = (url) => {
	const { pathname, searchParams } = new URL(url);
	return `${pathname.replace(/\d+/g, 'N')}?${[...searchParams.keys()].sort()}${searchParams.get('print') ?? ''}`;
};
const isPage = (url) => url.startsWith(`${origin}/workshop/`) && !/\.(mmd|md|csv|har|svg|css|js)$|\/database$/.test(new URL(url).pathname);

// (The last ones are led to by no link, or by one for people with a lab in front of them.)
const start = ['', 'flow', 'cli', 'cli/callback', 'cli/callback?code=not-one&state=unknown', 'attacker', 'attacker/code?code=not-one', 'seat'];

async function walk({ name, ...options }) {
	const { context, page, complaints, strangers } = await open(options);
	const bare = await open({ ...options, javaScriptEnabled: false });
	const seen = new Set(), queue = start.map((path) => `${origin}/workshop/${path}`);
	for (let url = queue.shift(); url; url = queue.shift()) {
		if (seen.has(kind(url)))
			continue;
		seen.add(kind(url));
		await check(`${name}: ${kind(url)}`, async () => {
			await page.goto(url);
			queue.push(...await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0])).then((all) => all.filter(isPage)));
			await bare.page.goto(url);
			const heading = await page.locator('h1').innerText(), plain = await bare.page.locator('h1').innerText();
			const language = await page.evaluate(() => document.documentElement.lang);
			const problem = (language === options.locale.slice(0, 2) ? '' : `lang is ${language}`) || (heading === plain ? '' : `${plain} without JavaScript`) || await page.evaluate(sticksOut)
				|| await page.evaluate(unnamed) || await page.evaluate(foreign, origin) || await page.evaluate(english) || await violations(page);
			if (problem)
				await page.screenshot({ path: join(screenshots, `failed-page-${name}-${seen.size}.png`), fullPage: true });
			return problem;
		});
	}
	const real = complaints.filter((text) => !/Failed to load resource.*(400|403|404)/.test(text));
	await check(`${name}: the browser complains about nothing, and asks nobody else`, () => [...real, ...strangers].join('; '));
	await check(`${name}: there were pages`, () => seen.size > 10 ? '' : [...seen].join(' '));
	await context.close();
	await bare.context.close();
}

for (const look of looks)
	await walk(look);
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
