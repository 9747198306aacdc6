// What a script can add to the workshop's pages; none needs it.
