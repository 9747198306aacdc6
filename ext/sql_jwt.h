/*
 * jwt_*: JSON Web Tokens in SQL.
 */
#ifndef SQL_JWT_H
#define SQL_JWT_H

#include "jwt.h"
#include "sql_connection.h"
#include "sql_value.h"

SQL_FUNCTION(jwt_sign);
SQL_FUNCTION(jwt_verify);
SQL_FUNCTION(jwt_error);
SQL_FUNCTION(jwt_header);
SQL_FUNCTION(jwt_unverified);
SQL_FUNCTION(jwt_hash);

/* The options of a verification. */
struct sql_verify_options {
	struct jwt_options jwt;
	char text[]; /* what the values point into */
};

/* The caller frees them. */
enum jose_error sql_verify_options_read(const char *text, size_t length,
    struct sql_verify_options **options, struct jose_detail *detail);

/*
 * What jwt_verify, jwt_error and jwt_check all do with a zeroed jwt, which may have an observer.
 * The verdict on the token is in *verdict; what is returned is a fault.  jwt_clear is due in each
 * case.
 */
enum jose_error sql_validate(struct sql_connection *connection, sqlite3_value *token,
    sqlite3_value *key, const struct jwt_options *options, struct jwt *jwt,
    enum jose_error *verdict);

#endif
