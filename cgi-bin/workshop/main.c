/*
 * workshop: shows what the other programs did.  It reads the views of the flow record; a spectator
 * is no part of what happened.
 */
#include "web/serve.h"
#include "oauth/protocol.h"
#include "workshop/attacker/attacker.h"
#include "workshop/flow/flow.h"
#include "workshop/lab/lab.h"
#include "workshop/public_client/public_client.h"
#include "workshop/reference/reference.h"
#include "workshop/room/room.h"
#include "workshop/seat/seat.h"
#include "workshop/token/token.h"

static const struct route *const wings[] = {attacker_routes, flow_routes, lab_routes,
    public_client_routes, reference_routes, room_routes, token_routes, NULL};

static const struct file files[] = {
    {"/flow.css", "workshop/flow.css", "text/css; charset=utf-8"},
    {"/workshop.js", "workshop/workshop.js", "text/javascript; charset=utf-8"},
    {"/spa.js", "workshop/spa.js", "text/javascript; charset=utf-8"},
    {"/injected.js", "shared/injected.js", "text/javascript; charset=utf-8"},
    {NULL, NULL, NULL},
};

static const struct program workshop = {
    .name = "workshop",
    .entry_point = "sqlite3_jwt_init",
    .wings = wings,
    .files = files,
    .refused = refuse_visitor,
    .challenge = "Cookie realm=\"sqlite-oidc\"",
    .protocol = &oauth_protocol,
    .is_translated = true,
};

int
main(void)
{
	return serve(&workshop);
}
