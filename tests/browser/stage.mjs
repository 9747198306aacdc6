// What every script of this folder needs: one Chromium, checks that print TAP, windows, and what can be wrong with any page.
import { chromium } from 'playwright-core';
import { createInterface } from 'node:readline';

export const [origin, screenshots] = process.argv.slice(2);
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
const chosen = { executablePath: '/usr/bin/chromium', args: flags };

export const browser = await chromium.launch(chosen);

// Another Chromium, with a profile of its own on the disk.
export const launchWith = (folder, options) => chromium.launchPersistentContext(folder, { ...chosen, ...options });

// browser.test.py forgets all sessions and consents; with a word of its CHANGES it makes that one.
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
export async function fresh(change = '') {
	console.log(`FRESH ${change}`);
	await lines.next();
}

export async function check(title, holds) {
	try {
		const problem = await holds();
		console.log(problem ? `not ok - ${title}\n# ${problem}` : `ok - ${title}`);
		return !problem;
	} catch (error) {
		console.log(`not ok - ${title}\n# ${error.message}`.replaceAll('\n', '\n# ').replace('\n# # ', '\n# '));
		return false;
	}
}

// A window of its own: what it complains about, and every address that it asked for.
export async function open(options) {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	const complaints = [], strangers = [];
	page.setDefaultTimeout(60000);
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('request', (request) => request.url().startsWith(`${origin}/`) || strangers.push(request.url()));
	return { context, page, complaints, strangers };
}

// The first element that sticks out of the window, or nothing.
export const sticksOut = () => {
	const root = document.documentElement;
	if (root.scrollWidth <= root.clientWidth)
		return '';
	const all = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
	return `${root.scrollWidth - root.clientWidth}px too wide: <${all[0]?.tagName} class="${all[0]?.className?.baseVal ?? all[0]?.className}">`;
};

// What a reader of the page stumbles over: an input without a label, a heading or a language that is not there.
export const unnamed = () => {
	const inputs = [...document.querySelectorAll('input:not([type=hidden]), select, textarea, meter')].filter((e) => !e.labels?.length && !e.ariaLabel);
	const buttons = [...document.querySelectorAll('button, a')].filter((e) => !e.textContent.trim() && !e.ariaLabel);
	const heading = document.querySelectorAll('h1').length === 1 ? '' : 'not exactly one h1 ';
	const language = document.documentElement.lang ? '' : 'no lang ';
	return heading + language + [...inputs, ...buttons].map((e) => e.outerHTML.slice(0, 80)).join(' ');
};
