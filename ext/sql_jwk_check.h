/*
 * jwk_check: what jwk_error looks at.
 */
#ifndef SQL_JWK_CHECK_H
#define SQL_JWK_CHECK_H

#include "sql_table.h"

extern const struct sql_table sql_jwk_check;

#endif
