/*
 * jwt_check: the steps of a validation.
 */
#ifndef SQL_JWT_CHECK_H
#define SQL_JWT_CHECK_H

#include "sql_table.h"

extern const struct sql_table sql_jwt_check;

#endif
