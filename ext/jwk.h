/*
 * One JSON Web Key, RFC 7517, RFC 7518 section 6, RFC 8037 section 2.
 *
 * There are two forms.  A tree is the JWK as JSON, to be printed, published or named.  A struct jwk
 * is a key made ready to sign and verify.  It is always built from the numbers of a tree, so that
 * every key passes the same checks.
 */
#ifndef JWK_H
#define JWK_H

#include "base64url.h"
#include "json_tree.h"
#include "jwa_context.h"

#define JWK_TEXT_MAX (1 << 20) /* bytes of a JWK, a JWKS or a PEM file */
#define JWK_SET_MAX 256        /* keys of a JWKS or a file */
#define JWK_RSA_BITS_MAX 16384 /* more would only cost time */
#define JWK_WORDS_MAX 80       /* with its NUL */
#define JWK_USE_MAX 24
#define JWK_THUMBPRINT_MAX BASE64URL_LENGTH(EVP_MAX_MD_SIZE)
#define JWK_MEMBERS_MAX 9 /* that a key type has of its own */

/*
 * A member that no RFC has, for a file's key that is for RSASSA-PSS alone, with any of its hashes
 * (RFC 4055 section 1.2): a JWK can say only which one.  It is printed nowhere.
 */
#define JWK_PSS "pss"

struct jwk;

/*
 * How a member is written: as a plain string, as bytes in base64url, as a Base64urlUInt (RFC 7518
 * section 2), as a list.
 */
enum jwk_form { JWK_PLAIN, JWK_BYTES, JWK_NUMBER, JWK_LIST };

#define JWK_REQUIRED \
	1U /* every key of the type has it, and so the thumbprint: RFC 7638 section 3.2 */
#define JWK_SECRET 2U /* it is never published */

struct jwk_member {
	const char *name;
	enum jwk_form form;
	unsigned flags;
};

/* Asked again and again by what takes long: true ends it, and is JOSE_INTERRUPTED. */
struct jwk_stop {
	bool (*asked)(void *context);
	void *context;
	bool stopped;
};

/* A key type, RFC 7518 section 6.1: a row of the table in jwk_kty.c. */
struct jwk_kty {
	const char *name;
	bool symmetric;            /* its keys are secrets, and have no public half */
	bool many_algs;            /* which algorithm a key is for, only its alg can say */
	const char *pkey_types[2]; /* what OpenSSL calls such keys; none: it has none */
	struct jwk_member members[JWK_MEMBERS_MAX + 1]; /* the last has no name */

	/* From the members of a tree: material, bits and private of a key that has kty and crv. */
	enum jose_error (*build)(const cJSON *tree, struct jwk *key);
	/* Back: adds crv and the numbers to a tree that has kty. */
	enum jose_error (*put)(cJSON *tree, EVP_PKEY *pkey, bool private);
	/* The same of a new private key. */
	enum jose_error (*generate)(
	    cJSON *tree, const struct jwa *alg, unsigned bits, struct jwk_stop *stop);
};

struct jwk {
	enum jose_error error; /* why it cannot be used: JOSE_KEY_INVALID and the codes after it */
	const char *flaw;      /* and what makes it invalid or weak, in words; NULL: it is not */
	char words[JWK_WORDS_MAX]; /* into which flaw may point */
	const struct jwk_kty *kty; /* NULL: none that is known */
	const char *crv;           /* NULL: this kty has none */
	char *kid;                 /* NULL: it has no name */
	const struct jwa *alg;     /* the one that the key names; NULL: it names none */
	bool pss;                  /* for RSASSA-PSS alone, RFC 4055 section 1.2 */
	bool foreign_alg; /* it names one that is not for such a key, or not for signatures */
	bool of_set;      /* maybe a stranger's: it must not cost more than its numbers need */
	bool private;
	bool may_sign;
	bool may_verify;
	bool other_use;        /* than sig */
	char use[JWK_USE_MAX]; /* and which: as much of it as is plain ASCII */
	unsigned bits;
	struct jwa_key material;
	/* In a set: by it two entries are known as one key. */
	char thumbprint[JWK_THUMBPRINT_MAX + 1];
	struct jwa_context *signing;
	struct jwa_context *verifying;
};

/* Says what is wrong with the key, unless it is said already. */
void jwk_note_flaw(struct jwk *key, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What a key that may not be used so is for: "use enc". */
void jwk_usage(const struct jwk *key, char words[JWK_WORDS_MAX]);
/* The least bits that it needs: for its own alg, else for this one (NULL: for any). */
unsigned jwk_min_bits(const struct jwk *key, const struct jwa *alg);
/* Whether an RSA key that is for RSASSA-PSS alone may be used so; any other may. */
bool jwk_suits(const struct jwk *key, const struct jwa *alg);
/* Made once for each key; NULL when memory or the library fails. */
struct jwa_context *jwk_context(struct jwk *key, const struct jwa *alg, bool signing);
void jwk_clear(struct jwk *key);

#endif
