"""`make bench`: this guide beside plain Material for MkDocs, same text, same phone, same line."""
