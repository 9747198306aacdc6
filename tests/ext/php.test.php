<?php
// PHP: the extension in its SQLite3 class, which loads from sqlite3.extension_dir and nowhere else.
$results = [];
function check(string $title, mixed $got, mixed $want): void
{
	global $results;
	$results[] = [$title, $got === $want, "got " . var_export($got, true) . " want " . var_export($want, true)];
}

$db = new SQLite3(":memory:");
$db->enableExceptions(true);
check("loaded from sqlite3.extension_dir", $db->loadExtension("jwt.so"), true);
foreach (["RS256", "PS256", "ES256", "ES256K", "EdDSA", "Ed448", "HS256"] as $alg) {
	$statement = $db->prepare("SELECT jwk_generate(?)");
	$statement->bindValue(1, $alg);
	$key = $statement->execute()->fetchArray(SQLITE3_NUM)[0];
	$statement = $db->prepare("SELECT jwt_verify(jwt_sign(:claims, :key, '{\"expires_in\":60,\"iat\":false}'), :key) ->> 'sub'");
	$statement->bindValue(":claims", json_encode(["sub" => "alice"]));
	$statement->bindValue(":key", $key);
	check("$alg: signed and verified", $statement->execute()->fetchArray(SQLITE3_NUM)[0], "alice");
}
check("a secret is a BLOB", $db->querySingle("SELECT jwt_error('a.b', x'00')"), "malformed");
try {
	$db->querySingle("SELECT jwt_verify('a.b.c', '{}', '{\"audience\":1}')");
	$message = "no exception";
} catch (Exception $exception) {
	$message = $exception->getMessage();
}
check("a bad call is an exception", str_contains($message, "there is no such option: audience"), true);
$rows = $db->query("SELECT name FROM jwt_check('a.b', '{}') WHERE status = 'fail'");
check("a table-valued function", $rows->fetchArray(SQLITE3_NUM), ["malformed"]);
$other = new SQLite3(":memory:");
$other->loadExtension("jwt.so");
$db->close();
check("a second connection outlives the first", $other->querySingle("SELECT jwt_hash('a', 'ES256')"), "ypeBEsobvcr6wjGzmiPcTQ");

echo "1.." . count($results) . "\n";
foreach ($results as $i => [$title, $good, $difference])
	echo $good ? "ok " . ($i + 1) . " - $title\n" : "not ok " . ($i + 1) . " - $title\n# $difference\n";
