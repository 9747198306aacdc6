-- A form of a page of ours.

-- local: csrf_matches
-- needs: @csrf :csrf
-- gives: csrf_matches
SELECT token_equal(:csrf, @csrf) AS csrf_matches;
