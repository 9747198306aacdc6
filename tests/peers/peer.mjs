// What the peers share: TAP for the one who started us, and a way through the pages.
// "GO URL" asks for a browser that signs in and consents; the line that comes back is where it was sent.
import { createInterface } from 'node:readline';

export const [issuer, api, clientId, clientSecret, redirectUri, serviceId, serviceSecret] = process.argv.slice(2);

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

export async function browse(url) {
	console.log(`GO ${url}`);
	return new URL((await lines.next()).value);
}

export async function check(title, holds) {
	try {
		const problem = await holds();
		console.log(problem ? `not ok - ${title}\n# ${problem}` : `ok - ${title}`);
	} catch (error) {
		const cause = error.cause ? ` ${JSON.stringify(error.cause)}` : '';
		console.log(`not ok - ${title}\n# ${error.name}: ${error.message}${cause}`.replaceAll('\n', '\n# '));
	}
}

export function end() {
	process.exit(0);
}
