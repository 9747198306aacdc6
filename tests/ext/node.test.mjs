// Node: the extension in node:sqlite, which brings an OpenSSL of its own; and jose, which nobody here wrote.
import { constants, generateKeyPairSync, sign } from "node:crypto"
import * as jose from "jose"
import { DatabaseSync } from "node:sqlite"

const results = []
const check = (title, got, want) => results.push([title, JSON.stringify(got) === JSON.stringify(want), `got ${JSON.stringify(got)} want ${JSON.stringify(want)}`])
const tried = async (work) => { try { return await work() } catch (error) { return `${error.name}: ${error.message}` } }

const db = new DatabaseSync(":memory:", { allowExtension: true })
db.loadExtension(`${process.env.BUILD}/jwt.so`)
const one = (sql, ...parameters) => Object.values(db.prepare(sql).get(...parameters))[0]

const claims = { sub: "alice", exp: 4102444800 }
const algorithms = "HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" ")
for (const alg of algorithms) {
	const text = one("SELECT jwk_generate(?)", alg)
	const verifier = alg.startsWith("HS") ? text : one("SELECT jwk_public(?)", text)
	const token = one("SELECT jwt_sign(?, ?)", JSON.stringify(claims), text)
	const verified = await tried(async () => (await jose.jwtVerify(token, await jose.importJWK(JSON.parse(verifier), alg))).payload)
	check(`${alg}: jose verifies what is signed here`, verified, JSON.parse(one("SELECT jwt_unverified(?)", token)))
	const other = await tried(async () => new jose.SignJWT(claims).setProtectedHeader({ alg }).sign(await jose.importJWK(JSON.parse(text), alg)))
	check(`${alg}: what jose signs is verified here`, JSON.parse(one("SELECT jwt_verify(?, ?)", other, verifier)), claims)
	check(`${alg}: the thumbprints agree`, await jose.calculateJwkThumbprint(JSON.parse(verifier)), one("SELECT jwk_thumbprint(?)", verifier))
}
for (const alg of ["ES256K", "Ed448"]) // which jose does not know
	check(`${alg}: signed and verified on Node's own OpenSSL`,
		one("WITH k AS MATERIALIZED (SELECT jwk_generate(?) AS jwk) SELECT jwt_error(jwt_sign('{}', jwk, '{\"expires_in\":9}'), jwk_public(jwk)) FROM k", alg), null)
const again = "WITH k AS MATERIALIZED (SELECT jwk_generate(?) AS jwk) SELECT sum(jwt_error(jwt_sign(json_object('n', value), jwk, '{\"expires_in\":9}'), jwk) IS NULL) FROM k, json_each('[1,2,3,4,5,6,7,8,9]')"
for (const alg of [...algorithms, "ES256K", "Ed448"])
	check(`${alg}: one key signs and verifies nine tokens, one after another, on Node's own OpenSSL`, one(again, alg), 9)
// RFC 4055: RSA keys for RSASSA-PSS alone, made and used by Node; what they do not name they leave open.
for (const [hash, salt, alg] of [["sha256", 32, "PS256"], ["sha384", 48, "PS384"], ["sha512", 64, "PS512"], ["sha384", 20, "PS384"], ["sha256", 40, null], ["sha1", 20, null], [undefined, undefined, undefined]]) {
	const limits = hash === undefined ? {} : { hashAlgorithm: hash, mgf1HashAlgorithm: hash, saltLength: salt }
	const pair = generateKeyPairSync("rsa-pss", { modulusLength: 2048, ...limits, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } })
	const title = hash === undefined ? "no hash" : `${hash} and a salt of ${salt}`
	const algOf = (pem) => { try { return one("SELECT jwk_from_pem(?) ->> 'alg'", pem) } catch (error) { return error.message } }
	const want = alg ?? (hash === undefined ? "the key has no alg: name it in the options: alg takes PS256, PS384 or PS512 for an RSA-PSS key" : null)
	const said = (pem) => want === null ? one("SELECT jwk_error(?)", pem) : algOf(pem)
	check(`RFC 4055 section 3.1: Node's RSA-PSS keys with ${title}`, [said(pair.publicKey), said(pair.privateKey)], Array(2).fill(want ?? "key_invalid"))
	for (const used of alg ? [alg] : hash === undefined ? ["PS256", "PS384", "PS512"] : []) {
		const input = `${Buffer.from(JSON.stringify({ alg: used })).toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`
		const signature = sign(`sha${used.slice(2)}`, input, { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST })
		check(`RFC 7518 section 3.5: ${used} by Node's key with ${title}`, JSON.parse(one("SELECT jwt_verify(?, ?, ?)", `${input}.${signature.toString("base64url")}`, pair.publicKey, JSON.stringify({ alg: used }))), claims)
		check(`RFC 7518 section 3.5: ${used} here by Node's key with ${title}`, one("SELECT jwt_error(jwt_sign('{}', ?, ?), ?, ?)", pair.privateKey, JSON.stringify({ alg: used, expires_in: 60 }), pair.publicKey, JSON.stringify({ alg: used })), null)
	}
}
const set = one("SELECT jwks_group(jwk_generate(value)) FROM json_each('[\"ES256\",\"RS256\"]')")
check("jose reads a JWKS of jwks_group", typeof jose.createLocalJWKSet(JSON.parse(set)), "function")
db.close()

console.log(`1..${results.length}`)
results.forEach(([title, good, difference], i) => console.log(good ? `ok ${i + 1} - ${title}` : `not ok ${i + 1} - ${title}\n# ${difference}`))
