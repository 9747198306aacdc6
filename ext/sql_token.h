/*
 * What programs need beside tokens.
 */
#ifndef SQL_TOKEN_H
#define SQL_TOKEN_H

#include "sql_value.h"

SQL_FUNCTION(base64url_encode);
SQL_FUNCTION(base64url_decode);
SQL_FUNCTION(token_random);
SQL_FUNCTION(token_id);
SQL_FUNCTION(token_secret);
SQL_FUNCTION(token_hash);
SQL_FUNCTION(token_fingerprint);
SQL_FUNCTION(token_derive);
SQL_FUNCTION(token_equal);
SQL_FUNCTION(pkce_challenge);

#endif
