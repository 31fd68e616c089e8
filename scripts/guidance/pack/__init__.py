"""The print pack: every checklist and tree on paper and as a picture, and the whole guide.

Nothing is written anew: a sheet is a part of the page that ``guidance.render`` makes, laid out by
WeasyPrint with the sheets of the site, and with what is different there (``sheet.css``,
``picture.css``, ``book.css``).
"""
