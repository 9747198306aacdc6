/*
 * Keys that come from elsewhere and go elsewhere.
 */
#ifndef SQL_PEM_H
#define SQL_PEM_H

#include "sql_value.h"

SQL_FUNCTION(jwk_from_pem);
SQL_FUNCTION(jwk_to_pem);
SQL_FUNCTION(jwk_to_private_pem);
SQL_FUNCTION(jwk_from_secret);
SQL_FUNCTION(secret_from_text);
SQL_FUNCTION(text_from_utf8);

#endif
