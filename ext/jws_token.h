/*
 * The steps that look at the token as it came; for the list in jws.c.
 */
#ifndef JWS_TOKEN_H
#define JWS_TOKEN_H

#include "jws_walk.h"

enum jws_status jws_check_token_null(struct jws *jws);
enum jws_status jws_check_malformed(struct jws *jws);
enum jws_status jws_check_too_large(struct jws *jws);
enum jws_status jws_check_base64url(struct jws *jws);
enum jws_status jws_check_json(struct jws *jws);
enum jws_status jws_check_duplicates(struct jws *jws);
enum jws_status jws_check_jwe(struct jws *jws);

/* Where the parts of a token are, by their lengths.  JOSE_MALFORMED without two dots. */
enum jose_error jws_split(const char *token, size_t length, size_t encoded[JWS_PARTS]);

#endif
