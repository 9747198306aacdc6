// How any page is looked at, and how all pages of a place are found by their links.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { check, open, origin, screenshots, sticksOut, unnamed } from './stage.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const looks = [
	{ name: 'light', colorScheme: 'light', viewport: { width: 320, height: 740 }, locale: 'de-DE' },
	{ name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 }, locale: 'en-GB' },
];

// What the Content-Security-Policy forbids, and what leads elsewhere.
const foreign = (here) => {
	const inline = [...document.querySelectorAll('[style], style, script:not([src])')];
	const handlers = [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some(({ name }) => name.startsWith('on')));
	const away = [...document.querySelectorAll('[href], [src], [action]')].filter((e) =>
		/^(?!#)/.test(e.getAttribute('href') ?? '') && new URL(e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action'), here).origin !== here);
	return [...inline, ...handlers, ...away].map((e) => e.outerHTML.slice(0, 90)).join(' ');
};
// On a page in German: words that it has not, beside code, what a button of the client says (p > b), and what clients are called.
const english = () => {
	if (document.documentElement.lang !== 'de')
		return '';
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
	for (let node = walker.nextNode(); node; node = walker.nextNode())
		if (/\b(?<!Demo (on|in) )(the|of|and|with|is|are|your|you|this|that|not|its)\b/i.test(node.data) && !node.parentElement.closest('pre, code, textarea, [lang=en], p > b'))
			found.push(node.data.trim().slice(0, 80));
	return found.slice(0, 8).join(' | ');
};
export const violations = async (page) => {
	await page.evaluate(axe);
	const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations));
	return found.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' ')}`).join('\n');
};

// What is wrong with the page that stands there, in the language that its reader wants; or nothing.
export const wrongWith = async (page, locale, leads = foreign) => {
	const language = await page.evaluate(() => document.documentElement.lang);
	return (language === locale.slice(0, 2) ? '' : `lang is ${language}`) || await page.evaluate(sticksOut) || await page.evaluate(unnamed)
		|| await page.evaluate(leads, origin) || await page.evaluate(english) || await violations(page);
};

// A step of a story: the page that stands there now.
export const sees = (page, { name, locale }, step, leads) => check(`${name}: ${step}`, async () => {
	const problem = await wrongWith(page, locale, leads);
	await page.screenshot({ path: join(screenshots, `step_${step}_${name}.png`.replaceAll(/[ ,]+/g, '_')), fullPage: true }); // leaves styles behind
	return problem;
});

// One of each kind: numbers, names and fingerprints in an address lead to more of the same.
const kind = (url) => {
	const { pathname, searchParams } = new URL(url);
	return `${pathname.replace(/\d+/g, 'N')}?${[...searchParams.keys()].sort()}${searchParams.get('print') ?? ''}`;
};

// Every page of `place` that links lead to from these paths.  Without JavaScript it has the same heading.
export async function walk({ name, ...options }, place, start, isPage = () => true) {
	const { context, page, complaints, strangers } = await open(options);
	const bare = await open({ ...options, javaScriptEnabled: false });
	const within = (url) => url.startsWith(`${origin}${place}`) && isPage(url);
	const seen = new Set(), queue = start.map((path) => `${origin}${place}${path}`);
	for (let url = queue.shift(); url; url = queue.shift()) {
		if (seen.has(kind(url)))
			continue;
		seen.add(kind(url));
		await check(`${name}: ${kind(url)}`, async () => {
			await page.goto(url);
			queue.push(...await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0])).then((all) => all.filter(within)));
			await bare.page.goto(url);
			const heading = await page.locator('h1').innerText(), plain = await bare.page.locator('h1').innerText();
			const problem = (heading === plain ? '' : `${plain} without JavaScript`) || await wrongWith(page, options.locale);
			await page.screenshot({ path: join(screenshots, `page${kind(url).replace(/\W+/g, '_')}${name}.png`), fullPage: true });
			return problem;
		});
	}
	const real = complaints.filter((text) => !/Failed to load resource.*(400|403|404)/.test(text));
	await check(`${name}: the browser complains about nothing, and asks nobody else`, () => [...real, ...strangers].join('; '));
	await check(`${name}: there were pages`, () => seen.size > 10 ? '' : [...seen].join(' '));
	await context.close();
	await bare.context.close();
}
