/*
 * mount: where a path is cut into a mount point and an endpoint, and which database that is.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"
#include "web/mount.h"
#include "web/request.h"

static struct request request;

static struct mount
read_mount(const char *point, const char *endpoint)
{
	static char script_name[200], path_info[200];
	static char *environment[3];
	struct mount mount;
	size_t n = 0;

	snprintf(script_name, sizeof script_name, "SCRIPT_NAME=%s", point != NULL ? point : "");
	snprintf(path_info, sizeof path_info, "PATH_INFO=%s", endpoint != NULL ? endpoint : "");
	memset(environment, 0, sizeof environment);
	if (point != NULL)
		environment[n++] = script_name;
	if (endpoint != NULL)
		environment[n++] = path_info;
	request.environment = environment;
	if (!mount_read(&mount, &request))
		abort();
	return mount;
}

struct place {
	const char *title, *point, *endpoint; /* as the web server says */
	const char *path;                     /* up to its bar it is the mount point */
	const char *database;
};

static void
test_places(const struct place *places, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct place *place = &places[i];
		struct mount mount = read_mount(place->point, place->endpoint);
		size_t size = strcspn(place->path, "|");

		ok(place->title, mount.size == size &&
				     strncmp(mount.path, place->path, size) == 0 &&
				     strcmp(mount.endpoint, place->path + size + 1) == 0 &&
				     strcmp(mount_database(&mount), place->database) == 0);
		mount_free(&mount);
	}
}

static const struct place places[] = {
    /* clang-format off */
	{ "a program has an endpoint",   "/provider", "/token", "/provider|/token", "/o" },
	{ "or none",                     "/provider", "",       "/provider|/",      "/o" },
	{ "or says nothing of one",      "/provider", NULL,     "/provider|/",      "/o" },
	{ "its mount may have a slash",  "/provider", "/",      "/provider|/",      "/o" },
	{ "and an endpoint may end so",  "/api", "/notes/",     "/api|/notes/",     "/o" },
	{ "a program is at the root",    "", "/token",          "|/token",          "/o" },
	{ "or nobody says where it is",  NULL, NULL,            "|/",               "/o" },
	{ "one of the seats has a number of 2 digits",  "/s/07/provider", "/token",  "/s/07/provider|/token",    "/seats/07/oidc.db" },
	{ "or of 3",                                    "/s/107/api2", "/notes/1",   "/s/107/api2|/notes/1",     "/seats/107/oidc.db" },
	{ "its program may be asked for nothing else",  "/s/07/client", "",          "/s/07/client|/",           "/seats/07/oidc.db" },
	{ "the server may leave the cut to the program",  "/s", "/07/provider/token", "/s/07/provider|/token",   "/seats/07/oidc.db" },
	{ "also without an endpoint",                   "/s", "/07/provider",        "/s/07/provider|/",         "/seats/07/oidc.db" },
	{ "and with an empty one",                      "/s", "/07/provider/",       "/s/07/provider|/",         "/seats/07/oidc.db" },
	{ "or may know of no mount point at all",       "", "/s/07/provider/token",  "/s/07/provider|/token",    "/seats/07/oidc.db" },
	{ "1 digit is no seat",                         "/s", "/7/provider",         "/s|/7/provider",           "/o" },
	{ "4 are none",                                 "/s", "/0007/provider",      "/s|/0007/provider",        "/o" },
	{ "letters are none",                           "/s", "/0x/provider",        "/s|/0x/provider",          "/o" },
	{ "dots are none",                              "/s", "/../provider",        "/s|/../provider",          "/o" },
	{ "dots behind digits are none",                "/s", "/07../provider",      "/s|/07../provider",        "/o" },
	{ "nothing is none",                            "/s", "//provider",          "/s|//provider",            "/o" },
	{ "a seat alone is none",                       "/s", "/07",                 "/s|/07",                   "/o" },
	{ "nor is one in the middle of a path",         "/x/s/07/provider", "/",     "/x/s/07/provider|/",       "/o" },
	{ "dots behind a seat are its program's",       "/s", "/07/../08/api",       "/s/07/..|/08/api",         "/seats/07/oidc.db" },
    /* clang-format on */
};

static const struct place alone[] = {
    {"without OIDC_SEATS there is no seat", "/s", "/07/provider/token", "/s|/07/provider/token",
	"/o"},
    {"whatever the server says", "/s/07/provider", "/token", "/s/07/provider|/token", "/o"},
};

static void
test_missing(const char *folder)
{
	char path[100];
	struct mount mount;

	setenv("OIDC_SEATS", folder, 1);
	mount = read_mount("/s/07/provider", "/token");
	ok("a seat without a folder is missing", mount_is_missing(&mount));
	snprintf(path, sizeof path, "%s/07", folder);
	mkdir(path, 0700);
	ok("and one without a database", mount_is_missing(&mount));
	strcat(path, "/oidc.db");
	fclose(fopen(path, "w"));
	ok("one that has one is not", !mount_is_missing(&mount));
	mount_free(&mount);
	mount = read_mount("/provider", "/token");
	ok("a mount that is no seat is not", !mount_is_missing(&mount));
	mount_free(&mount);
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
}

int
main(void)
{
	char folder[] = "/tmp/mount-test-XXXXXX";

	if (mkdtemp(folder) == NULL)
		return 1;
	setenv("OIDC_DB", "/o", 1);
	setenv("OIDC_SEATS", "/seats", 1);
	test_places(places, sizeof places / sizeof *places);
	test_missing(folder);
	setenv("OIDC_SEATS", "", 1);
	test_places(alone, 1);
	unsetenv("OIDC_SEATS");
	test_places(alone + 1, 1);
	rmdir(folder);
	return tap_end();
}
