"""The generator of a two-language guide: Markdown and a facts registry in, a checked site out.

The data goes one way: ``parse`` makes the model, ``check`` judges it, ``render`` turns it into
pages inside MkDocs, ``audit`` looks at the finished site. ``model`` knows nobody.
"""
