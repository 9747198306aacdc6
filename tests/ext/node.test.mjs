// Node: the extension in node:sqlite, which brings an OpenSSL of its own; and jose, which nobody here wrote.
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
const set = one("SELECT jwks_group(jwk_generate(value)) FROM json_each('[\"ES256\",\"RS256\"]')")
check("jose reads a JWKS of jwks_group", typeof jose.createLocalJWKSet(JSON.parse(set)), "function")
db.close()

console.log(`1..${results.length}`)
results.forEach(([title, good, difference], i) => console.log(good ? `ok ${i + 1} - ${title}` : `not ok ${i + 1} - ${title}\n# ${difference}`))
