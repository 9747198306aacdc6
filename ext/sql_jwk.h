/*
 * jwk_*: JSON Web Keys in SQL.
 */
#ifndef SQL_JWK_H
#define SQL_JWK_H

#include "sql_value.h"

SQL_FUNCTION(jwk_generate);
SQL_FUNCTION(jwk_public);
SQL_FUNCTION(jwk_thumbprint);
SQL_FUNCTION(jwk_thumbprint_uri);
SQL_FUNCTION(jwk_error);

#endif
