/*
 * One date of a token against the clock: RFC 7519 sections 4.1.4 to 4.1.6, and auth_time of OpenID
 * Connect Core section 2.
 */
#include <inttypes.h>
#include <stdio.h>

#include "jwt_date.h"

#define MILLISECONDS_MIN INT64_C(100000000000) /* of March 1973; as seconds, of the year 5138 */

/* How a date stands to the clock: with leeway the bound moves to where more is accepted. */
static const struct {
	const char *words;
	int leeway;
	int least; /* of jwt_time_compare */
	int most;
} relations[] = {
    [JWT_AFTER] = {"after", -1, 1, 1},
    [JWT_AT_LEAST] = {"at least", -1, 0, 1},
    [JWT_AT_MOST] = {"at most", 1, -1, 0},
};

/* The bound has the leeway in it already, so that it can be compared with what is there. */
static void
note_bound(struct jws *jws, enum jwt_claim which, enum jwt_relation relation,
    const struct json_decimal *bound, int64_t leeway)
{
	char note[32] = "", text[JWT_TIME_TEXT_MAX];

	if (leeway > 0)
		snprintf(note, sizeof note, ", leeway %" PRId64, leeway);
	jwt_time_text(text, bound);
	jws_note(jws, jws->expected_note, "%s %s %s%s", jwt_claim_name(which),
	    relations[relation].words, text, note);
}

/* Milliseconds are valid, and thousands of years off; else how far off a date is. */
static void
note_date(struct jws *jws, enum jwt_claim which, const struct json_decimal *date,
    const struct json_decimal *now, bool good)
{
	char text[JWT_TIME_TEXT_MAX + 20];

	if (date->whole >= MILLISECONDS_MIN) {
		jws_note(jws, jws->remark, "%s looks like milliseconds, and is read as seconds",
		    jwt_claim_name(which));
	} else if (!good) {
		jwt_time_distance(text, date, now);
		jws_note(jws, jws->remark, "%s", text);
	}
}

/* A claim that is missing or mistyped is reported by other steps. */
enum jws_status
jwt_check_date(struct jws *jws, const struct jwt_clock *clock, const struct json_value *claim,
    enum jwt_claim which, enum jwt_relation relation, int64_t offset)
{
	const struct json_decimal bound =
	    jwt_time_after(clock->now, offset + relations[relation].leeway * clock->leeway);
	struct json_decimal date;
	int order;
	bool good;

	if (!jwt_time_read(claim, &date))
		return JWS_SKIP;
	order = jwt_time_compare(&date, &bound);
	good = order >= relations[relation].least && order <= relations[relation].most;
	jws->actual = claim;
	if (jws->observer != NULL) {
		note_bound(jws, which, relation, &bound, clock->leeway);
		note_date(jws, which, &date, &clock->now, good);
	}
	return good ? JWS_PASS : JWS_FAIL;
}
