/*
 * jws_*: JSON Web Signatures over any payload in SQL.
 */
#ifndef SQL_JWS_H
#define SQL_JWS_H

#include "sql_value.h"

SQL_FUNCTION(jws_sign);
SQL_FUNCTION(jws_verify);

#endif
