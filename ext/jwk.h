/*
 * JSON Web Keys, RFC 7517, RFC 7518 section 6, RFC 8037 section 2.
 *
 * There are two forms.  A tree is the JWK as JSON, to be printed, published or named.  A struct jwk
 * is a key made ready to sign and verify, always built from the numbers of a tree, so that every
 * key passes the same checks.
 */
#ifndef JWK_H
#define JWK_H

#include "base64url.h"
#include "json_tree.h"
#include "jwa_context.h"

/* A member that no RFC has, for a file's key that is for RSASSA-PSS alone, with any of its hashes
 * (RFC 4055 section 1.2): a JWK can say only which one.  It is printed nowhere. */
#define JWK_PSS "pss"
#define JWK_SET_MAX 256        /* keys */
#define JWK_TEXT_MAX (1 << 20) /* bytes of a JWK, a JWKS or a PEM file */
#define JWK_RSA_BITS_MAX 16384 /* more is only there to keep us busy */
#define JWK_WORDS_MAX 80       /* with its NUL */
#define JWK_USE_MAX 24
#define JWK_THUMBPRINT_MAX BASE64URL_LENGTH(EVP_MAX_MD_SIZE)

struct jwk {
	enum jose_error error; /* why it cannot be used: JOSE_KEY_INVALID and the codes after it */
	const char *flaw;      /* and what makes it invalid or weak, in words; NULL: it is not */
	char words[JWK_WORDS_MAX]; /* into which flaw may point */
	const char *kty;
	const char *crv;       /* NULL: this kty has none */
	char *kid;             /* NULL: it has no name */
	const struct jwa *alg; /* the one that the key names; NULL: it names none */
	bool pss;              /* for RSASSA-PSS alone, RFC 4055 section 1.2 */
	bool foreign_alg;      /* but one that is not for such a key, or not for signatures */
	bool of_set;           /* maybe a stranger's: it shall cost no more than its numbers need */
	bool private;
	bool may_sign;
	bool may_verify;
	bool other_use;        /* than sig */
	char use[JWK_USE_MAX]; /* and which: as much of it as is plain ASCII */
	unsigned bits;
	struct jwa_key material;
	char thumbprint[JWK_THUMBPRINT_MAX +
			1]; /* in a set: by it two entries are known as one key */
	struct jwa_context *signing;
	struct jwa_context *verifying;
};

struct jwk_set {
	struct jwk *keys;
	size_t count;
	bool is_set;           /* a JWKS; else the caller named this one key */
	enum jose_error error; /* the text as a whole is no key */
	const char *flaw;      /* and why, in words */
};

/* ---- ready keys ---- */

/* Fills a key that is zeroed but for of_set; what is wrong with it is in key->error. JOSE_NO_MEMORY
 * is the only error. */
enum jose_error jwk_read(const cJSON *tree, struct jwk *key);
void jwk_clear(struct jwk *key);

/* From text: a JWK, a JWKS or PEM.  From bytes: a JWK or a JWKS in JSONB, else a secret for HMAC,
 * unless the bytes are a key file.
 * OpenSSL may call a key bad when memory ran out: who keeps the set asks memory_ran_out first. */
enum jose_error jwk_set_from_text(const char *text, size_t length, struct jwk_set **set);
/* What is no key gives a set whose one key cannot be used; so does NULL. */
enum jose_error jwk_set_from_tree(const cJSON *tree, struct jwk_set **set);
enum jose_error jwk_set_from_blob(const void *bytes, size_t length, struct jwk_set **set);
void jwk_set_free(struct jwk_set *set);
/* Whether it is one key that can be used. */
enum jose_error jwk_verdict(const struct jwk_set *set);
/* What makes the set, or this key of it, invalid; either may be NULL.  NULL: nothing. */
const char *jwk_flaw(const struct jwk_set *set, const struct jwk *key);

/* What a key that is not for this is for: "use enc". */
void jwk_usage(const struct jwk *key, char words[JWK_WORDS_MAX]);

struct jwk_query {
	const struct json_value *kid; /* NULL: none asked for */
	const struct jwa *alg;        /* NULL: the key's own (signing) */
	bool alg_named;               /* by the caller, not only by the token */
	bool signing;
};

/* The one key of the set that fits, and its row for that algorithm. */
enum jose_error jwk_select(const struct jwk_set *set, const struct jwk_query *query,
    struct jwk **key, const struct jwa **alg);
/* Whether an RSA key that is for RSASSA-PSS alone may be used so; any other may. */
bool jwk_suits(const struct jwk *key, const struct jwa *alg);
/* Of a set that has no key that fits: what the keys are instead.  "of 2 keys 1 has another kid, 1
 * has use enc". */
void jwk_misfits(
    const struct jwk_set *set, const struct jwk_query *query, char words[JWK_WORDS_MAX]);
/* How many it must have: by its own alg, else by the one that it shall be used for (NULL: any). */
unsigned jwk_min_bits(const struct jwk *key, const struct jwa *alg);
/* Made once for each key; NULL when memory or the library fails. */
struct jwa_context *jwk_context(struct jwk *key, const struct jwa *alg, bool signing);

/* ---- trees ---- */

/* Whether it is a JWKS, RFC 7517 section 5: what has a kty is one key, whatever else it has. */
bool jwk_is_set(const cJSON *tree);
/* JOSE_KEY_INVALID when it is no key with the members that its kty requires. */
enum jose_error jwk_complete(const cJSON *tree);
/* What may be published of it.  JOSE_IS_SYMMETRIC for an oct key, which has no such half. */
enum jose_error jwk_public(const cJSON *tree, cJSON **public);
/* The first of its public members that is no string, or no list of them where it should be; NULL:
 * none. */
const char *jwk_misshapen_member(const cJSON *tree);
/* Whether the public member of that name is a list. */
bool jwk_is_list(const char *member);
/* The names of the members that are secret, one by one, k first; NULL after the last. */
const char *jwk_private_member(size_t index);
/* Whether it shows a secret, good key or not. */
bool jwk_is_private(const cJSON *tree);
/* RFC 7638.  hash is OpenSSL's name of it.  JOSE_KEY_INVALID when it is no complete key. */
enum jose_error jwk_thumbprint(
    const cJSON *tree, const char *hash, char thumbprint[JWK_THUMBPRINT_MAX + 1]);

struct jwk_certificate {
	const char *member; /* x5c, x5t or x5t#S256 */
	const char *section;
	const char *flaw; /* NULL: none */
	bool present;
	bool compared; /* there was something to compare it with */
	char expected[JWK_THUMBPRINT_MAX + 1];
	char actual[JWK_THUMBPRINT_MAX + 1]; /* of the key in the certificate */
};

/* Whether such a member is of this key, one member after the other; false after the last. */
bool jwk_certificate_check(const cJSON *tree, size_t index, struct jwk_certificate *report);

struct jwk_labels {
	const char *kid; /* NULL: the thumbprint */
	const char *use; /* NULL: none */
	const char *alg; /* NULL: none */
};

/* Adds kid, use and alg. */
enum jose_error jwk_label(cJSON *tree, const struct jwk_labels *labels);
/* How many bits a secret has, RFC 7518 section 3.2. */
unsigned jwk_secret_bits(const void *secret, size_t length);
/* RFC 7518 section 6.4: a secret for one HMAC algorithm.  A key file is none. */
enum jose_error jwk_from_secret(const void *secret, size_t length, const struct jwa *alg,
    const struct jwk_labels *labels, cJSON **tree);
/* Asked again and again by what takes long: true ends it, and is JOSE_INTERRUPTED. */
struct jwk_stop {
	bool (*asked)(void *context);
	void *context;
	bool stopped;
};

/* A new private key.  bits 0: as many as are usual; JOSE_OPTION_VALUE for what alg cannot have. */
enum jose_error jwk_generate(const struct jwa *alg, unsigned bits, const struct jwk_labels *labels,
    struct jwk_stop *stop, cJSON **tree);

/* RFC 7468: SubjectPublicKeyInfo, PKCS#8, PKCS#1, SEC1 and X.509 in; SubjectPublicKeyInfo and
 * PKCS#8 out. */
/* The key of the text, or a JWKS when it has several (jwk_bundle_take says which).  It may have
 * JWK_PSS.  JOSE_KEY_INVALID when it has none of these kinds. */
enum jose_error jwk_from_pem(const char *text, size_t length, cJSON **tree);
/* Why it has none, and what makes of it a file that has. */
const char *jwk_pem_flaw(const char *text, size_t length);
/* JOSE_IS_SYMMETRIC for an oct key; JOSE_NOT_PRIVATE when private is asked of a public one. */
enum jose_error jwk_to_pem(const cJSON *tree, bool private, BIO *pem);

#endif
