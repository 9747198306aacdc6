/*
 * The dates of a token against the clock: RFC 7519 sections 4.1.4 to 4.1.6, and auth_time of OpenID
 * Connect Core section 2.
 */
#include <inttypes.h>

#include "jwt_dates.h"

#define MILLISECONDS_MIN 1e11 /* of March 1973; as seconds, of the year 5138 */

enum jws_status
jwt_check_exp_missing(struct jws *jws)
{
	const struct jwt *jwt = jwt_of(jws);

	jws->actual = jwt->claim[JWT_EXP];
	if (jwt->claim[JWT_EXP] != NULL)
		return JWS_PASS;
	return jwt->options->exp_mode == JWT_EXP_REQUIRED ? JWS_FAIL : JWS_SKIP;
}

/* What is no date is said to be none elsewhere: it is missing, or mistyped.  Milliseconds are
 * valid, and thousands of years off. */
static bool
read_date(struct jws *jws, enum jwt_claim which, double *date)
{
	const struct json_value *claim = jwt_of(jws)->claim[which];

	if (!jwt_date(claim, date))
		return false;
	jws->actual = claim;
	if (*date >= MILLISECONDS_MIN)
		jws_note(jws, jws->remark, "%s looks like milliseconds, and is read as seconds",
		    jwt_claim_name(which));
	return true;
}

/* The bound has the leeway in it already, so that it can be compared with what is there. */
static void
note_bound(struct jws *jws, enum jwt_claim which, const char *relation, int64_t bound)
{
	const char *name = jwt_claim_name(which);
	int64_t leeway = jwt_of(jws)->options->leeway_seconds;

	if (leeway > 0)
		jws_note(jws, jws->expected_note, "%s %s %" PRId64 ", leeway %" PRId64, name,
		    relation, bound, leeway);
	else
		jws_note(jws, jws->expected_note, "%s %s %" PRId64, name, relation, bound);
}

/* How far off a date is, unless it is said already that it is no date that was meant. */
static enum jws_status
judge(struct jws *jws, double date, bool good)
{
	double since = (double)jwt_of(jws)->now - date;

	if (!good && jws->remark[0] == '\0')
		jws_note(jws, jws->remark, "%.0f seconds %s", since < 0 ? -since : since,
		    since < 0 ? "from now" : "ago");
	return good ? JWS_PASS : JWS_FAIL;
}

enum jws_status
jwt_check_expired(struct jws *jws)
{
	const struct jwt *jwt = jwt_of(jws);
	int64_t latest = jwt->now - jwt->options->leeway_seconds;
	double exp;

	if (!read_date(jws, JWT_EXP, &exp))
		return JWS_SKIP;
	note_bound(jws, JWT_EXP, "after", latest);
	if (jwt->options->exp_mode == JWT_EXP_IGNORED)
		return JWS_INFO;
	return judge(jws, exp, exp > (double)latest);
}

/* nbf, iat and auth_time: not later than now. */
static enum jws_status
check_begun(struct jws *jws, enum jwt_claim which)
{
	const struct jwt *jwt = jwt_of(jws);
	int64_t latest = jwt->now + jwt->options->leeway_seconds;
	double date;

	if (!read_date(jws, which, &date))
		return JWS_SKIP;
	note_bound(jws, which, "at most", latest);
	return judge(jws, date, date <= (double)latest);
}

enum jws_status
jwt_check_not_yet_valid(struct jws *jws)
{
	return check_begun(jws, JWT_NBF);
}

/* The first of two claims that is at fault speaks for both; else the second, if there is one. */
static enum jws_status
either(struct jws *jws, enum jws_status first, enum jws_status (*check_second)(struct jws *jws))
{
	enum jws_status second = first == JWS_FAIL ? JWS_SKIP : check_second(jws);

	return second == JWS_SKIP ? first : second;
}

/* A login of tomorrow would never be too old. */
static enum jws_status
check_login_in_future(struct jws *jws)
{
	if (jwt_of(jws)->options->max_auth_age.type == JSON_ABSENT)
		return JWS_SKIP;
	return check_begun(jws, JWT_AUTH_TIME);
}

enum jws_status
jwt_check_issued_in_future(struct jws *jws)
{
	return either(jws, check_begun(jws, JWT_IAT), check_login_in_future);
}

/* A claim that the caller's option needs but that is missing is refused as missing. */
static enum jws_status
check_age(struct jws *jws, const struct json_value *option, int64_t age, enum jwt_claim which)
{
	const struct jwt *jwt = jwt_of(jws);
	int64_t earliest = jwt->now - age - jwt->options->leeway_seconds;
	double date;

	if (option->type == JSON_ABSENT || !read_date(jws, which, &date))
		return JWS_SKIP;
	note_bound(jws, which, "at least", earliest);
	return judge(jws, date, date >= (double)earliest);
}

static enum jws_status
check_login_age(struct jws *jws)
{
	const struct jwt_options *options = jwt_of(jws)->options;

	return check_age(jws, &options->max_auth_age, options->auth_age, JWT_AUTH_TIME);
}

enum jws_status
jwt_check_too_old(struct jws *jws)
{
	const struct jwt_options *options = jwt_of(jws)->options;

	return either(jws, check_age(jws, &options->max_token_age, options->token_age, JWT_IAT),
	    check_login_age);
}
